extension Answer {
    /// The answer as one JSON object on one line.
    var json: String {
        var members = [
            ("statistic", string(statistic)),
            ("column", column.map(string) ?? "null"),
        ]
        if let labelled {
            let answers = parts.map { object([(labelled, string($0.label ?? ""))] + numbers($0)) }
            members.append(("answers", "[" + answers.joined(separator: ", ") + "]"))
        } else {
            members += parts.flatMap(numbers)
        }
        members += [
            ("epsilon", number(epsilon)),
            ("delta", number(delta)),
            ("mechanism", string(mechanism.code)),
            ("granularity", number(granularity)),
            ("protects", string(protects)),
        ]
        if let bounds {
            let ends = [("lower", number(bounds.lowerBound)), ("upper", number(bounds.upperBound))]
            members.append(("found_bounds", object(ends)))
        }
        if parts.contains(where: { $0.trueValue != nil }) {
            members.append(("not_private", "true"))
        }
        return object(members) + "\n"
    }

    private func numbers(_ part: Part) -> [(String, String)] {
        let interval = part.interval.map {
            object([
                ("lower_bound", number($0.lowerBound)),
                ("upper_bound", number($0.upperBound)),
                ("confidence_level", number($0.confidenceLevel)),
            ])
        }
        return [("value", number(part.value)), ("interval", interval ?? "null")]
            + (part.trueValue.map { [("true_value", number($0))] } ?? [])
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
