// swift-tools-version: 6.2
import PackageDescription

// libFuzzer's entry point for all parsers. The command's are compiled in by links to their sources, because a command
// can't be linked to. Built by `run`.
let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "swift-differential-privacy", path: "../..")],
    targets: [
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                .product(name: "DifferentialPrivacy", package: "swift-differential-privacy")
            ],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ]
)
