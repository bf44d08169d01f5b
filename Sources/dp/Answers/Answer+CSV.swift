extension Answer {
    /// The answer as a header line and a line for each of its numbers.
    var csv: String {
        let rows = parts.map(cells)
        return (rows.first.map { line($0.map(\.0)) } ?? "")
            + rows.map { line($0.map(\.1)) }.joined()
    }

    private func cells(of part: Part) -> [(String, String)] {
        var cells = [("statistic", statistic), ("column", column ?? "")]
        if let labelled { cells.append((labelled, part.label ?? "")) }
        cells += [
            ("value", shortest(part.value)),
            ("lower_bound", part.interval.map { shortest($0.lowerBound) } ?? ""),
            ("upper_bound", part.interval.map { shortest($0.upperBound) } ?? ""),
            ("confidence_level", part.interval.map { shortest($0.confidenceLevel) } ?? ""),
            ("epsilon", shortest(epsilon)),
            ("delta", shortest(delta)),
            ("mechanism", mechanism.code),
            ("granularity", shortest(granularity)),
            ("protects", protects),
        ]
        if let bounds {
            cells += [
                ("found_lower", shortest(bounds.lowerBound)),
                ("found_upper", shortest(bounds.upperBound)),
            ]
        }
        if let trueValue = part.trueValue {
            cells += [("true_value", shortest(trueValue)), ("not_private", "true")]
        }
        return cells
    }
}

private func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\n"
}

private func cell(_ text: String) -> String {
    guard text.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return text }
    return "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
}
