/// A protocol buffer message. Unknown fields are skipped and not kept.
protocol WireMessage: Hashable, Sendable {
    init()
    /// Takes over a field, if it is one of the message's.
    mutating func take(_ field: WireField) throws(SummaryError)
    func write(to writer: inout WireWriter)
}

extension WireMessage {
    /// The message that `bytes` hold.
    init(wire bytes: ArraySlice<UInt8>) throws(SummaryError) {
        self.init()
        try merge(bytes)
    }

    /// Takes over the fields of more bytes.
    mutating func merge(_ bytes: ArraySlice<UInt8>) throws(SummaryError) {
        var reader = WireReader(bytes)
        while let field = try reader.next() { try take(field) }
    }

    var wire: [UInt8] {
        var writer = WireWriter()
        write(to: &writer)
        return writer.bytes
    }
}
