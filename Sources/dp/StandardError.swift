#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Writes text to standard error.
func writeToStandardError(_ text: String) {
    write(text, to: STDERR_FILENO)
}

/// Writes text for a person to look at; if that fails there is nobody to tell.
func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress!, $0.count) }
        if count < 0, errno != EINTR { return }
        bytes = bytes.dropFirst(max(count, 0))
    }
}
