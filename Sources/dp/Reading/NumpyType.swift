/// The type of a `.npy` array's elements.
struct NumpyType: Hashable {
    /// How an element's bits are read.
    enum Kind: Character {
        case float = "f"
        case signed = "i"
        case unsigned = "u"
    }

    var kind: Kind

    /// The bytes of an element.
    var size: Int

    var isBigEndian: Bool

    /// Reads a type as NumPy writes it, such as `<f8`, `>i4` or `|u1`.
    ///
    /// - Throws: `NumpyProblem` if it is another type than a float of 32 or 64 or an integer of 8, 16,
    ///   32 or 64 bits.
    init(_ text: String) throws(NumpyProblem) {
        let letters = Array(text)
        guard letters.count >= 2, "<>|=".contains(letters[0]) else { throw .badHeader }
        if letters[1] == "O" { throw .objects }
        if letters[1] == "V" { throw .structured }
        guard let kind = Kind(rawValue: letters[1]), let size = Int(String(letters[2...])),
            (kind == .float ? [4, 8] : [1, 2, 4, 8]).contains(size),
            size == 1 || letters[0] != "|"
        else { throw .unsupportedType(text) }
        self.kind = kind
        self.size = size
        isBigEndian = letters[0] == ">"
    }

    /// Appends elements to an array of doubles; a 64-bit integer becomes the nearest double.
    ///
    /// - Parameter bytes: Whole elements.
    func decode(_ bytes: UnsafeRawBufferPointer, appendingTo values: inout [Double]) {
        switch (kind, size) {
        case (.float, 4):
            each(UInt32.self, bytes) { values.append(Double(Float(bitPattern: $0))) }
        case (.float, _): each(UInt64.self, bytes) { values.append(Double(bitPattern: $0)) }
        case (.signed, 1): each(Int8.self, bytes) { values.append(Double($0)) }
        case (.signed, 2): each(Int16.self, bytes) { values.append(Double($0)) }
        case (.signed, 4): each(Int32.self, bytes) { values.append(Double($0)) }
        case (.signed, _): each(Int64.self, bytes) { values.append(Double($0)) }
        case (.unsigned, 1): each(UInt8.self, bytes) { values.append(Double($0)) }
        case (.unsigned, 2): each(UInt16.self, bytes) { values.append(Double($0)) }
        case (.unsigned, 4): each(UInt32.self, bytes) { values.append(Double($0)) }
        case (.unsigned, _): each(UInt64.self, bytes) { values.append(Double($0)) }
        }
    }

    private func each<Bits: FixedWidthInteger & BitwiseCopyable>(
        _: Bits.Type, _ bytes: UnsafeRawBufferPointer, _ body: (Bits) -> Void
    ) {
        for offset in stride(from: 0, to: bytes.count, by: size) {
            let bits = bytes.loadUnaligned(fromByteOffset: offset, as: Bits.self)
            body(isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits))
        }
    }
}
