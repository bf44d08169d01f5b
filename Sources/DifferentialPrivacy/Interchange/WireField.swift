/// One field of a protocol buffer message.
///
/// The methods take it over into what a message keeps. A field of another wire type than the message declares is left
/// alone, as an unknown one; a scalar that comes again replaces the one before, and a submessage adds to it.
struct WireField {
    enum Content {
        case varint(UInt64)
        case fixed64(UInt64)
        case fixed32(UInt32)
        case bytes(ArraySlice<UInt8>)
    }

    let number: UInt32
    let content: Content

    func read(into value: inout Int64?) {
        guard case .varint(let word) = content else { return }
        value = Int64(bitPattern: word)
    }

    func read(into value: inout Int32?) {
        guard case .varint(let word) = content else { return }
        value = Int32(truncatingIfNeeded: word)
    }

    func read(into value: inout Double?) {
        guard case .fixed64(let word) = content else { return }
        value = Double(bitPattern: word)
    }

    func read(into value: inout [UInt8]?) {
        guard case .bytes(let bytes) = content else { return }
        value = Array(bytes)
    }

    func read<M: WireMessage>(into message: inout M?) throws(SummaryError) {
        guard case .bytes(let bytes) = content else { return }
        var merged = message ?? M()
        try merged.merge(bytes)
        message = merged
    }

    func append<M: WireMessage>(to messages: inout [M]) throws(SummaryError) {
        guard case .bytes(let bytes) = content else { return }
        messages.append(try M(wire: bytes))
    }

    /// One number, or packed ones.
    func append(to values: inout [Int64]) throws(SummaryError) {
        switch content {
        case .varint(let word): values.append(Int64(bitPattern: word))
        case .bytes(let bytes):
            var reader = WireReader(bytes)
            while !reader.isAtEnd { values.append(Int64(bitPattern: try reader.varint())) }
        default: break
        }
    }

    /// One number, or packed ones.
    func append(to values: inout [Double]) throws(SummaryError) {
        switch content {
        case .fixed64(let word): values.append(Double(bitPattern: word))
        case .bytes(let bytes):
            guard bytes.count.isMultiple(of: 8) else { throw .damaged }
            for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 8) {
                values.append(Double(bitPattern: bytes[start..<start + 8].littleEndianWord))
            }
        default: break
        }
    }
}
