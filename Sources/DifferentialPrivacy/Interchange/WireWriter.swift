/// Writes a protocol buffer message: fields in the order of the calls, repeated numbers unpacked, nil not at all.
struct WireWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: UInt32, _ value: Int64?) {
        guard let value else { return }
        tag(number, 0)
        varint(UInt64(bitPattern: value))
    }

    mutating func write(_ number: UInt32, _ value: Int32?) {
        write(number, value.map(Int64.init))
    }

    mutating func write(_ number: UInt32, _ value: Double?) {
        guard let value else { return }
        tag(number, 1)
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
        }
    }

    mutating func write(_ number: UInt32, _ value: [UInt8]?) {
        guard let value else { return }
        tag(number, 2)
        varint(UInt64(value.count))
        bytes += value
    }

    mutating func write(_ number: UInt32, _ message: (some WireMessage)?) {
        write(number, message?.wire)
    }

    mutating func write(_ number: UInt32, each messages: [some WireMessage]) {
        for message in messages { write(number, message.wire) }
    }

    mutating func write(_ number: UInt32, each values: [Int64]) {
        for value in values { write(number, value) }
    }

    mutating func write(_ number: UInt32, each values: [Double]) {
        for value in values { write(number, value) }
    }

    private mutating func tag(_ number: UInt32, _ type: UInt64) {
        varint(UInt64(number) << 3 | type)
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest > 127 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
