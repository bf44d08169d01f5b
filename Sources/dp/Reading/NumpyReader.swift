/// Reads the numbers of a `.npy` file (NumPy's format, versions 1.0 to 3.0) as a stream.
struct NumpyReader: ~Copyable {
    private var window: InputWindow
    private let header: NumpyHeader

    /// The bytes that such a file begins with.
    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// How many elements the array has.
    var count: Int { header.count }

    /// Reads the header.
    ///
    /// - Parameter window: The file, from its beginning.
    /// - Throws: `InputError` if it isn't a 1-D array of numbers.
    init(_ window: consuming InputWindow) throws(InputError) {
        var window = window
        do throws(NumpyProblem) {
            let dictionary = try Self.dictionary(&window)
            header = try NumpyHeader(dictionary: dictionary)
        } catch {
            throw InputError(file: window.path, problem: .numpy(error))
        }
        self.window = window
    }

    /// Takes the header's text off the window.
    private static func dictionary(_ window: inout InputWindow) throws(NumpyProblem) -> [UInt8] {
        // Magic, two bytes of version, then the length of the text in 2 or 4 bytes. The window's
        // first fill holds any header that NumPy writes.
        let bytes = window.bytes[window.start..<window.end]
        guard bytes.count >= 12 else { throw .truncated }
        let major = bytes[bytes.startIndex + 6]
        let minor = bytes[bytes.startIndex + 7]
        guard (1...3).contains(major), minor == 0 else { throw .unknownVersion }
        let lengthBytes = major == 1 ? 2 : 4
        let lengthField = bytes.dropFirst(8).prefix(lengthBytes)
        let length = lengthField.reversed().reduce(0) { $0 << 8 | Int($1) }
        let text = bytes.dropFirst(8 + lengthBytes).prefix(length)
        guard text.count == length else { throw window.isAtEnd ? .truncated : .badHeader }
        window.start = text.endIndex
        return Array(text)
    }

    /// Hands over the numbers, in batches of at most 4,096.
    ///
    /// - Throws: `InputError` if the file is shorter or longer than its header says; or what `consume`
    ///   throws.
    mutating func readValues(_ consume: (Span<Double>) throws -> Void) throws {
        let size = header.type.size
        var remaining = header.count
        var batch: [Double] = []
        batch.reserveCapacity(4096)
        while remaining > 0 {
            let whole = min((window.end - window.start) / size, remaining, 4096)
            if whole == 0 {
                guard !window.isAtEnd else { throw problem(.truncated) }
                try window.refill()
                continue
            }
            let end = window.start + whole * size
            window.bytes.withUnsafeBytes { bytes in
                let part = UnsafeRawBufferPointer(rebasing: bytes[window.start..<end])
                header.type.decode(part, appendingTo: &batch)
            }
            window.start = end
            remaining -= whole
            try consume(batch.span)
            batch.removeAll(keepingCapacity: true)
        }
        if window.start == window.end, !window.isAtEnd { try window.refill() }
        guard window.start == window.end else { throw problem(.tooLong) }
    }

    private func problem(_ problem: NumpyProblem) -> InputError {
        InputError(file: window.path, problem: .numpy(problem))
    }
}
