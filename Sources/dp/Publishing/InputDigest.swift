import DifferentialPrivacy

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The digest of a whole file, so that a key belongs to its bytes.
enum InputDigest {
    /// The SHA-256 of a file, in hexadecimal digits.
    ///
    /// - Throws: `InputError`, or `UsageError` for standard input, which can't be read twice.
    static func hexadecimal(ofFile path: String) throws -> String {
        guard path != "-" else {
            throw UsageError(message: "--key needs a file: standard input can't be read twice")
        }
        let file = try InputFile(path: path)
        var digest = Digest()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try file.fill($0) }
            if count == 0 { break }
            digest.add(buffer.span.extracting(0..<count))
        }
        return digest.finish().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 2 ? digits : "0" + digits
        }.joined()
    }
}
