// swift-tools-version: 6.2
import PackageDescription

// Draws through the public API, for the pictures.
let package = Package(
    name: "pictures",
    dependencies: [.package(name: "swift-differential-privacy", path: "../..")],
    targets: [
        .executableTarget(
            name: "draws",
            dependencies: [
                .product(name: "DifferentialPrivacy", package: "swift-differential-privacy")
            ])
    ])
