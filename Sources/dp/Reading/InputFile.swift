#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// An open input: a file, or standard input when the path is `-`.
struct InputFile: ~Copyable {
    /// The path as it was given.
    let path: String

    /// The size in bytes, if this is a regular file.
    let size: Int?

    private let descriptor: Int32

    /// Opens a path for reading.
    ///
    /// - Throws: `InputError` if it can't be opened or is a directory.
    init(path: String) throws(InputError) {
        self.path = path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        var facts = stat()
        guard descriptor >= 0, fstat(descriptor, &facts) == 0 else {
            let reason = String(cString: strerror(errno))
            throw InputError(file: path, problem: .cannotOpen(reason: reason))
        }
        guard facts.st_mode & S_IFMT != S_IFDIR else {
            throw InputError(file: path, problem: .isDirectory)
        }
        size = facts.st_mode & S_IFMT == S_IFREG ? Int(facts.st_size) : nil
    }

    deinit {
        if descriptor > STDIN_FILENO { close(descriptor) }
    }

    /// Reads bytes into a buffer until it is full or the input ends, and returns how many.
    ///
    /// - Throws: `InputError` if the system can't read.
    borrowing func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = read(descriptor, buffer.baseAddress! + filled, buffer.count - filled)
            if count == 0 { break }
            if count > 0 {
                filled += count
            } else if errno != EINTR {
                let reason = String(cString: strerror(errno))
                throw InputError(file: path, problem: .cannotRead(reason: reason))
            }
        }
        return filled
    }
}
