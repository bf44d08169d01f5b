extension Answer {
    /// The answer as one JSON object on one line.
    var json: String {
        let bounds = [
            ("lower_bound", number(interval.lowerBound)),
            ("upper_bound", number(interval.upperBound)),
            ("confidence_level", number(interval.confidenceLevel)),
        ]
        var members = [
            ("statistic", string(statistic)),
            ("column", column.map(string) ?? "null"),
            ("value", number(value)),
            ("interval", object(bounds)),
            ("epsilon", number(epsilon)),
            ("delta", number(delta)),
            ("mechanism", string(mechanism.code)),
            ("granularity", number(granularity)),
            ("protects", string(protects)),
        ]
        if let trueValue {
            members += [("true_value", number(trueValue)), ("not_private", "true")]
        }
        return object(members) + "\n"
    }
}

private func object(_ members: [(key: String, value: String)]) -> String {
    "{" + members.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
}

/// A number; JSON has none for infinities and not-a-number, so those are null.
private func number(_ value: Double) -> String {
    value.isFinite ? shortest(value) : "null"
}

private func string(_ text: String) -> String {
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
