import Foundation

/// A file with given bytes that is removed when it goes out of scope.
final class TemporaryFile: Sendable {
    let path: String

    init(_ bytes: some Sequence<UInt8>) throws {
        path = Self.newPath()
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    convenience init(_ text: String) throws {
        try self.init(Array(text.utf8))
    }

    /// A path where nothing is yet; what comes to be there is removed.
    init() {
        path = Self.newPath()
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    private static func newPath() -> String {
        NSTemporaryDirectory() + "dp-tests-\(UUID().uuidString)"
    }
}
