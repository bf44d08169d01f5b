extension Google {
    /// What `serialize()` returns: one of the other messages in an envelope that names it (`google.protobuf.Any`).
    struct Summary: WireMessage {
        private var envelope: Envelope?

        init() {}

        /// - Parameters:
        ///   - message: its bytes.
        ///   - name: its name without the package, `CountSummary` for example.
        init(message: [UInt8], name: String) {
            envelope = Envelope(
                typeURL: Array("type.googleapis.com/\(Self.package)\(name)".utf8), message: message)
        }

        private static let package = "differential_privacy."

        /// The bytes of the message, which must be a `name`: what follows the address's last slash says so.
        func message(name: String) throws(SummaryError) -> ArraySlice<UInt8> {
            guard let envelope else { throw .notASummary }
            let address = envelope.typeURL ?? []
            guard let slash = address.lastIndex(of: UInt8(ascii: "/")) else { throw .notASummary }
            let type = address[(slash + 1)...]
            guard type.starts(with: Self.package.utf8) else { throw .notASummary }
            guard type.dropFirst(Self.package.utf8.count).elementsEqual(name.utf8) else {
                throw .differentStatistic
            }
            return (envelope.message ?? [])[...]
        }

        mutating func take(_ field: WireField) throws(SummaryError) {
            if field.number == 2 { try field.read(into: &envelope) }
        }

        func write(to writer: inout WireWriter) {
            writer.write(2, envelope)
        }
    }

    private struct Envelope: WireMessage {
        var typeURL: [UInt8]?
        var message: [UInt8]?

        init() {}

        init(typeURL: [UInt8], message: [UInt8]) {
            self.typeURL = typeURL
            self.message = message
        }

        mutating func take(_ field: WireField) {
            switch field.number {
            case 1: field.read(into: &typeURL)
            case 2: field.read(into: &message)
            default: break
            }
        }

        func write(to writer: inout WireWriter) {
            // What is empty is left out, as by protobuf.
            if typeURL != [] { writer.write(1, typeURL) }
            if message != [] { writer.write(2, message) }
        }
    }
}
