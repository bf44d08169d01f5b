/// A JSON object.
func jsonObject(_ members: [(key: String, value: String)]) -> String {
    "{" + members.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
}

/// A number; JSON has none for infinities and not-a-number, so those are null.
func jsonNumber(_ value: Double) -> String {
    value.isFinite ? shortest(value) : "null"
}

/// Text in quotes; what could end it, or a line, is escaped.
func jsonString(_ text: String) -> String {
    var escaped = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": escaped += "\\\""
        case "\\": escaped += "\\\\"
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
            let digits = String(scalar.value, radix: 16)
            escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: escaped.unicodeScalars.append(scalar)
        }
    }
    return escaped + "\""
}
