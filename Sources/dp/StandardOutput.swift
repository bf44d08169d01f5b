#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Why an answer couldn't be written.
struct OutputError: Error, Hashable {
    /// What to say; nothing if whoever reads the output has had enough.
    var message: String?

    /// The status to end with.
    var status: Int32
}

/// Writes text to standard output: nothing before it is whole, and then all of it.
///
/// - Throws: `OutputError` if the output is closed or full.
func writeToStandardOutput(_ text: String) throws(OutputError) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress!, $0.count) }
        if count >= 0 {
            bytes = bytes.dropFirst(count)
        } else if errno == EPIPE {
            // Where a closed pipe doesn't end the process by a signal, end as if it did.
            throw OutputError(message: nil, status: 128 + SIGPIPE)
        } else if errno != EINTR {
            let reason = String(cString: strerror(errno))
            throw OutputError(message: "standard output: \(reason)", status: EX_IOERR)
        }
    }
}
