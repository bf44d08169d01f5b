// swift-tools-version: 6.2
import Foundation
import PackageDescription

// A package that embeds ours, as others do. By path, or, when DP_CONSUMER_URL and DP_CONSUMER_TAG are set, by a tag,
// where SwiftPM refuses unsafe flags.
let environment = ProcessInfo.processInfo.environment
let library: Package.Dependency =
    if let url = environment["DP_CONSUMER_URL"], let tag = environment["DP_CONSUMER_TAG"] {
        .package(url: url, exact: Version(tag)!)
    } else {
        .package(name: "swift-differential-privacy", path: "../..")
    }

let package = Package(
    name: "Consumer",
    dependencies: [library],
    targets: [
        .executableTarget(
            name: "Consumer",
            dependencies: [
                .product(name: "DifferentialPrivacy", package: "swift-differential-privacy")
            ],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ]
)
