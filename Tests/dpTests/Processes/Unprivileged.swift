import Foundation

/// Runs the command as a user who isn't root, for whom permissions count.
struct Unprivileged {
    private let directory = TemporaryFile()
    private let wrapper: [String]
    private let executable: String

    private static let setpriv = "/usr/bin/setpriv"

    /// Whether there is a way to.
    static let isPossible: Bool = {
        if geteuid() != 0 { return true }
        guard FileManager.default.isExecutableFile(atPath: setpriv) else { return false }
        return (try? Unprivileged().run(["--version"]).status) == 0
    }()

    init() throws {
        guard geteuid() == 0 else {
            wrapper = []
            executable = DPProcess.path
            return
        }
        // The build may be where only root can look.
        wrapper = [Self.setpriv, "--reuid=65534", "--regid=65534", "--clear-groups"]
        let open: [FileAttributeKey: Any] = [.posixPermissions: 0o755]
        try FileManager.default.createDirectory(
            atPath: directory.path, withIntermediateDirectories: false, attributes: open)
        executable = directory.path + "/dp"
        // A process that is started meanwhile would hold the copy open, which then couldn't be run.
        try spawning.withLock { _ in
            try FileManager.default.copyItem(atPath: DPProcess.path, toPath: executable)
        }
    }

    func run(_ arguments: [String]) throws -> DPProcess.Outcome {
        let words = wrapper + [executable] + arguments
        return try DPProcess(Array(words.dropFirst()), executable: words[0]).outcome()
    }
}
