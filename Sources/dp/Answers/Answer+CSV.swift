extension Answer {
    /// The answer as a header line and a line of values.
    var csv: String {
        var cells = [
            ("statistic", statistic),
            ("column", column ?? ""),
            ("value", shortest(value)),
            ("lower_bound", shortest(interval.lowerBound)),
            ("upper_bound", shortest(interval.upperBound)),
            ("confidence_level", shortest(interval.confidenceLevel)),
            ("epsilon", shortest(epsilon)),
            ("delta", shortest(delta)),
            ("mechanism", mechanism.code),
            ("granularity", shortest(granularity)),
            ("protects", protects),
        ]
        if let trueValue {
            cells += [("true_value", shortest(trueValue)), ("not_private", "true")]
        }
        return line(cells.map(\.0)) + line(cells.map(\.1))
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
