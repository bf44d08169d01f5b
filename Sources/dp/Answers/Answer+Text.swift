extension Answer {
    /// The answer for a person: a few lines with their labels aligned.
    var text: String {
        let width = interval.upperBound - interval.lowerBound
        let uncertainty = max(width / 2, granularity == 1 ? 10 : 0)
        func shown(_ value: Double) -> String { rounded(value, uncertainty: uncertainty) }
        let name = column.map { "\(statistic) of \(printable($0))" } ?? statistic
        let price = "epsilon \(shortest(epsilon)), delta \(shortest(delta))"
        let percent = shortest((1e10 * interval.confidenceLevel).rounded() / 1e8)
        var lines = [
            (name, shown(value)),
            (
                "\(percent)% interval",
                "\(shown(interval.lowerBound)) to \(shown(interval.upperBound)) (of the noise alone)"
            ),
            ("cost", "\(price) (\(mechanism.name))"),
            ("protects", protects == "one row" ? protects : "\(protects) (not checked)"),
        ]
        if let trueValue {
            lines.append(
                ("true value", "\(shortest(trueValue)) (NOT PRIVATE: for public data only)"))
        }
        let margin = lines.map(\.0.count).max() ?? 0
        return lines.map { label, content in
            String(repeating: " ", count: margin - label.count) + "\(label): \(content)\n"
        }.joined()
    }
}
