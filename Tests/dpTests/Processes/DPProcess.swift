import Foundation

/// The built command `dp`, run as a process of its own.
struct DPProcess {
    /// How a process ended and what it wrote.
    struct Outcome {
        /// The status that it ended with; nil if a signal ended it.
        var status: Int32?

        /// The signal that ended it, if any.
        var signal: Int32?

        var output: String
        var errors: String

        /// The most memory that it had at once, in bytes.
        var largestMemory: Int
    }

    /// Where its standard streams are connected.
    enum Stream {
        case nothing
        case file(String)
        case descriptor(Int32)
    }

    let identifier: pid_t
    private let outputFile = TemporaryFile()
    private let errorFile = TemporaryFile()

    /// The command, which is built beside the test bundle.
    static let path: String = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appendingPathComponent("dp").path
    }()

    /// Starts the command.
    init(
        _ arguments: [String], executable: String = DPProcess.path, input: Stream = .nothing,
        output: Stream? = nil, errors: Stream? = nil
    ) throws {
        // A test that writes to a process that has ended must fail and not end, too.
        signal(SIGPIPE, SIG_IGN)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let streams = [
            input, output ?? .file(outputFile.path), errors ?? .file(errorFile.path),
        ]
        for (number, stream) in zip(Int32(0)..., streams) {
            switch stream {
            case .nothing:
                posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
            case .file(let path):
                let flags = number == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC
                posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o600)
            case .descriptor(let descriptor):
                posix_spawn_file_actions_adddup2(&actions, descriptor, number)
            }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        sigaddset(&signals, SIGINT)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // Threads that run tests may block signals, which a process would inherit.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var words = ([executable] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var identifier = pid_t()
        let code = spawning.withLock { _ in
            posix_spawn(&identifier, executable, &actions, &attributes, &words, environ)
        }
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .ENOENT) }
        self.identifier = identifier
    }

    /// Waits for the end.
    func outcome() throws -> Outcome {
        var state: Int32 = 0
        var usage = rusage()
        while wait4(identifier, &state, 0, &usage) < 0 {
            guard errno == EINTR else { throw POSIXError(.ECHILD) }
        }
        let signal = state & 0x7F
        return Outcome(
            status: signal == 0 ? state >> 8 & 0xFF : nil, signal: signal == 0 ? nil : signal,
            output: Self.text(outputFile), errors: Self.text(errorFile),
            largestMemory: usage.ru_maxrss * 1024)
    }

    private static func text(_ file: TemporaryFile) -> String {
        String(decoding: FileManager.default.contents(atPath: file.path) ?? Data(), as: UTF8.self)
    }
}

/// Runs the command to its end.
func dp(
    _ arguments: String..., executable: String = DPProcess.path,
    input: DPProcess.Stream = .nothing, output: DPProcess.Stream? = nil
) throws -> DPProcess.Outcome {
    let process = try DPProcess(
        arguments, executable: executable, input: input, output: output)
    return try process.outcome()
}
