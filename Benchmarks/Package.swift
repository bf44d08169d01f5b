// swift-tools-version: 6.2
import PackageDescription

// Benchmarks live in a package of their own, so that nobody who embeds the library clones what they need.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-differential-privacy", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        // A plain SSE2 sum of doubles: the floor that memory sets.
        .target(name: "CFloatSum"),
        .target(
            name: "Workloads",
            dependencies: [
                .product(name: "DifferentialPrivacy", package: "swift-differential-privacy")
            ]),
        .executableTarget(
            name: "Noise",
            dependencies: ["Workloads", .product(name: "Benchmark", package: "benchmark")],
            path: "Benchmarks/Noise",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        .executableTarget(
            name: "Aggregations",
            dependencies: [
                "CFloatSum", "Workloads", .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/Aggregations",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        // Our side of Peers/: does one piece of work at a time and says how long it took.
        .executableTarget(name: "PeerWork", dependencies: ["CFloatSum", "Workloads"]),
    ]
)
