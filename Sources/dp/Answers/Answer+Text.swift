extension Answer {
    /// The answer for a person: a few lines with their labels aligned.
    var text: String {
        var lines: [(String, String)] = []
        for part in parts { lines += described(part) }
        let price = "epsilon \(shortest(epsilon)), delta \(shortest(delta))"
        if let bounds {
            let range = "\(shortest(bounds.lowerBound)) to \(shortest(bounds.upperBound))"
            lines.append(("bounds", "\(range) (learnt from the data, with noise)"))
        }
        lines += [
            ("cost", "\(price) (\(mechanism.name))"),
            ("protects", protects == "one row" ? protects : "\(protects) (not checked)"),
        ]
        let margin = lines.map(\.0.count).max() ?? 0
        return lines.map { label, content in
            String(repeating: " ", count: margin - label.count) + "\(label): \(content)\n"
        }.joined()
    }

    /// One number: a line each for it and its interval, or one for both where there are several numbers.
    private func described(_ part: Part) -> [(String, String)] {
        let interval = part.interval
        let width = interval.upperBound - interval.lowerBound
        let uncertainty = max(width / 2, granularity == 1 ? 10 : 0)
        func shown(_ value: Double) -> String { rounded(value, uncertainty: uncertainty) }
        let percent = shortest((1e10 * interval.confidenceLevel).rounded() / 1e8)
        let range = "\(shown(interval.lowerBound)) to \(shown(interval.upperBound))"
        let subject = column.map { " of \(printable($0))" } ?? ""
        let truth = part.trueValue.map { "\(shortest($0)) (NOT PRIVATE: for public data only)" }
        if let label = part.label {
            let note = truth.map { "; true value \($0)" } ?? ""
            let name = "\(statistic) \(printable(label))\(subject)"
            return [(name, "\(shown(part.value)) (\(percent)%: \(range))\(note)")]
        }
        return [
            ("\(statistic)\(subject)", shown(part.value)),
            ("\(percent)% interval", "\(range) (of the noise alone)"),
        ] + (truth.map { [("true value", $0)] } ?? [])
    }
}
