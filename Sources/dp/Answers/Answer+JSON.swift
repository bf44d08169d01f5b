extension Answer {
    /// The answer as one JSON object on one line.
    var json: String {
        var members = [
            ("statistic", jsonString(statistic)),
            ("column", column.map(jsonString) ?? "null"),
        ]
        if let labelled {
            let answers = parts.map {
                jsonObject([(labelled, jsonString($0.label ?? ""))] + numbers($0))
            }
            members.append(("answers", "[" + answers.joined(separator: ", ") + "]"))
        } else {
            members += parts.flatMap(numbers)
        }
        members += [
            ("epsilon", jsonNumber(epsilon)),
            ("delta", jsonNumber(delta)),
            ("mechanism", jsonString(mechanism.code)),
            ("granularity", jsonNumber(granularity)),
            ("protects", jsonString(protects)),
        ]
        if let bounds {
            let ends = [
                ("lower", jsonNumber(bounds.lowerBound)), ("upper", jsonNumber(bounds.upperBound)),
            ]
            members.append(("found_bounds", jsonObject(ends)))
        }
        if parts.contains(where: { $0.trueValue != nil }) {
            members.append(("not_private", "true"))
        }
        return jsonObject(members) + "\n"
    }

    private func numbers(_ part: Part) -> [(String, String)] {
        let interval = part.interval.map {
            jsonObject([
                ("lower_bound", jsonNumber($0.lowerBound)),
                ("upper_bound", jsonNumber($0.upperBound)),
                ("confidence_level", jsonNumber($0.confidenceLevel)),
            ])
        }
        return [("value", jsonNumber(part.value)), ("interval", interval ?? "null")]
            + (part.trueValue.map { [("true_value", jsonNumber($0))] } ?? [])
    }
}
