extension Google {
    /// `ValueType`: an integer, a floating-point number, a text, or nothing.
    struct Value: WireMessage {
        enum Content: Hashable {
            case integer(Int64)
            case real(Double)
            case text([UInt8])
        }

        var content: Content?

        init() {}

        init(_ content: Content) {
            self.content = content
        }

        mutating func take(_ field: WireField) {
            switch (field.number, field.content) {
            case (1, .varint(let word)): content = .integer(Int64(bitPattern: word))
            case (2, .fixed64(let word)): content = .real(Double(bitPattern: word))
            case (3, .bytes(let bytes)): content = .text(Array(bytes))
            default: break
            }
        }

        func write(to writer: inout WireWriter) {
            switch content {
            case .integer(let value): writer.write(1, value)
            case .real(let value): writer.write(2, value)
            case .text(let bytes): writer.write(3, bytes)
            case nil: break
            }
        }
    }
}
