/// Reads the few Python literals that stand in a `.npy` header, and nothing else.
struct PythonLiteral {
    /// A literal's value.
    indirect enum Value: Hashable {
        case string(String)
        case integer(Int)
        case boolean(Bool)
        case tuple([Value])
        case list([Value])
        case dictionary([String: Value])
    }

    private var rest: Substring
    private var depth = 0

    init(_ text: String) {
        rest = text[...]
    }

    /// The one value that the text is, or nil if it is something else.
    mutating func parse() -> Value? {
        guard let value = value() else { return nil }
        skipSpace()
        return rest.isEmpty ? value : nil
    }

    private mutating func value() -> Value? {
        depth += 1
        defer { depth -= 1 }
        guard depth < 8 else { return nil }
        skipSpace()
        switch rest.first {
        case "'", "\"": return string().map(Value.string)
        case "(": return tuple()
        case "[": return items(until: "]").map(Value.list)
        case "{": return dictionary()
        default: return word()
        }
    }

    private mutating func string() -> String? {
        let quote = rest.removeFirst()
        guard let end = rest.firstIndex(of: quote) else { return nil }
        let text = rest[..<end]
        rest = rest[rest.index(after: end)...]
        return text.contains("\\") ? nil : String(text)
    }

    private mutating func tuple() -> Value? {
        let text = rest
        guard let values = items(until: ")") else { return nil }
        // One value in parentheses is a tuple only if a comma follows it.
        let inside = text.dropLast(rest.count + 1)
        return values.count == 1 && inside.last != "," ? values[0] : .tuple(values)
    }

    private mutating func items(until closing: Character) -> [Value]? {
        rest.removeFirst()
        var values: [Value] = []
        while !takes(closing) {
            guard let value = value() else { return nil }
            values.append(value)
            if takes(",") { continue }
            return takes(closing) ? values : nil
        }
        return values
    }

    private mutating func dictionary() -> Value? {
        rest.removeFirst()
        var entries: [String: Value] = [:]
        while !takes("}") {
            guard case .string(let key)? = value(), takes(":"), let value = value(),
                entries.updateValue(value, forKey: key) == nil
            else { return nil }
            if takes(",") { continue }
            return takes("}") ? .dictionary(entries) : nil
        }
        return .dictionary(entries)
    }

    private mutating func word() -> Value? {
        let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        rest = rest.dropFirst(word.count)
        switch word {
        case "True": return .boolean(true)
        case "False": return .boolean(false)
        default: return word.allSatisfy(\.isNumber) ? Int(word).map(Value.integer) : nil
        }
    }

    private mutating func takes(_ character: Character) -> Bool {
        skipSpace()
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func skipSpace() {
        rest = rest.drop { $0 == " " || $0 == "\n" }
    }
}
