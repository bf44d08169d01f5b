/// A value of a JSON text; numbers stay as they were written.
enum JSONValue: Hashable {
    case object([String: JSONValue])
    case array([JSONValue])
    case string(String)
    case number(String)
    case word(String)

    /// Reads a JSON text (RFC 8259) of no more than 64 levels.
    ///
    /// - Throws: `UsageError` that says at which byte it isn't one; also for an object that says a name twice.
    init(parsing text: String) throws(UsageError) {
        var reader = JSONReader(bytes: Array(text.utf8))
        self = try reader.whole()
    }
}

private struct JSONReader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func whole() throws(UsageError) -> JSONValue {
        let value = try value(depth: 0)
        guard next == nil else { throw wrong }
        return value
    }

    private var wrong: UsageError {
        UsageError(message: "The plan isn't JSON at byte \(position + 1).")
    }

    /// The next byte that isn't white space.
    private var next: UInt8? {
        mutating get {
            while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
                position += 1
            }
            return position < bytes.count ? bytes[position] : nil
        }
    }

    private mutating func take(_ byte: Character) -> Bool {
        guard next == byte.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(UsageError) -> JSONValue {
        guard depth <= 64 else { throw wrong }
        if take("{") {
            var members: [String: JSONValue] = [:]
            if take("}") { return .object(members) }
            repeat {
                guard next == UInt8(ascii: "\"") else { throw wrong }
                let name = try string()
                guard members[name] == nil, take(":") else { throw wrong }
                members[name] = try value(depth: depth + 1)
            } while take(",")
            guard take("}") else { throw wrong }
            return .object(members)
        }
        if take("[") {
            var elements: [JSONValue] = []
            if take("]") { return .array(elements) }
            repeat { elements.append(try value(depth: depth + 1)) } while take(",")
            guard take("]") else { throw wrong }
            return .array(elements)
        }
        if next == UInt8(ascii: "\"") { return .string(try string()) }
        return try wordOrNumber()
    }

    private mutating func wordOrNumber() throws(UsageError) -> JSONValue {
        guard next != nil else { throw wrong }
        let letters = bytes[position...].prefix {
            !Array(" \t\n\r,]}:\"[{".utf8).contains($0)
        }
        let text = String(decoding: letters, as: UTF8.self)
        if ["true", "false", "null"].contains(text) {
            position = letters.endIndex
            return .word(text)
        }
        let digits = text.drop { $0 == "-" }
        let isNumber =
            text.allSatisfy { "0123456789+-.eE".contains($0) } && Double(text)?.isFinite == true
            && digits.first?.isNumber == true && digits.last?.isNumber == true
            && !(digits.count > 1 && digits.hasPrefix("0")
                && digits.dropFirst().first?.isNumber == true)
        guard isNumber else { throw wrong }
        position = letters.endIndex
        return .number(text)
    }

    private mutating func string() throws(UsageError) -> String {
        position += 1
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else { throw wrong }
                return string
            case UInt8(ascii: "\\"):
                guard position < bytes.count,
                    let index = Array("\"\\/bfnrt".utf8).firstIndex(of: bytes[position])
                else { throw wrong }
                text.append(Array("\"\\/\u{8}\u{C}\n\r\t".utf8)[index])
                position += 1
            case ..<0x20: throw wrong
            default: text.append(byte)
            }
        }
        throw wrong
    }
}
