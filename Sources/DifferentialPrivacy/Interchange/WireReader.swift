/// The fields of one protocol buffer message, in the order of its bytes. Any bytes at all are safe to read.
///
/// Reads what the protobuf encoding guide (protobuf.dev/programming-guides/encoding) describes and refuses the rest:
/// a field that is cut off, field number 0, a tag beyond 32 bits, a varint of more than ten bytes, wire types 6 and 7,
/// and a group that isn't closed, is closed by another number, or is more than 100 deep.
struct WireReader {
    private static let mostOpenGroups = 100

    private let bytes: ArraySlice<UInt8>
    private var index: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    /// The next field, groups excepted (no message of ours has one); nil at the end.
    mutating func next() throws(SummaryError) -> WireField? {
        while index < bytes.endIndex {
            let (number, type) = try tag()
            if type == .groupStart {
                try skipGroup(number)
            } else {
                return WireField(number: number, content: try content(type))
            }
        }
        return nil
    }

    private enum WireType: UInt64 {
        case varint = 0
        case fixed64 = 1
        case bytes = 2
        case groupStart = 3
        case groupEnd = 4
        case fixed32 = 5
    }

    private mutating func tag() throws(SummaryError) -> (number: UInt32, type: WireType) {
        let word = try varint()
        guard let tag = UInt32(exactly: word), tag >> 3 != 0,
            let type = WireType(rawValue: word & 7)
        else { throw .damaged }
        return (tag >> 3, type)
    }

    private mutating func content(_ type: WireType) throws(SummaryError) -> WireField.Content {
        switch type {
        case .varint: return .varint(try varint())
        case .fixed64: return .fixed64(try take(8).littleEndianWord)
        case .fixed32: return .fixed32(UInt32(truncatingIfNeeded: try take(4).littleEndianWord))
        case .bytes: return .bytes(try take(try varint()))
        case .groupStart, .groupEnd: throw .damaged
        }
    }

    private mutating func skipGroup(_ number: UInt32) throws(SummaryError) {
        var open = [number]
        while let innermost = open.last {
            guard open.count <= Self.mostOpenGroups else { throw .damaged }
            let (number, type) = try tag()
            switch type {
            case .groupStart: open.append(number)
            case .groupEnd:
                guard number == innermost else { throw .damaged }
                open.removeLast()
            default: _ = try content(type)
            }
        }
    }

    /// Seven bits a byte, the lowest first; the last byte, at most the tenth, is below 128. Bits past 64 are dropped.
    mutating func varint() throws(SummaryError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard index < bytes.endIndex else { throw .damaged }
            let byte = UInt64(bytes[index])
            index += 1
            value |= (byte & 127) << shift
            if byte < 128 { return value }
        }
        throw .damaged
    }

    var isAtEnd: Bool { index == bytes.endIndex }

    private mutating func take(_ count: UInt64) throws(SummaryError) -> ArraySlice<UInt8> {
        guard count <= UInt64(bytes.endIndex - index) else { throw .damaged }
        defer { index += Int(count) }
        return bytes[index..<index + Int(count)]
    }
}

extension ArraySlice<UInt8> {
    /// Up to eight bytes as a number, the lowest first.
    var littleEndianWord: UInt64 {
        reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
