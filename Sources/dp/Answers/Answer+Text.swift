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
        let subject = column.map { " of \(printable($0))" } ?? ""
        let value = shown(part.value, in: part)
        let interval = part.interval.map { interval in
            let percent = shortest((1e10 * interval.confidenceLevel).rounded() / 1e8)
            let lower = shown(interval.lowerBound, in: part)
            return ("\(percent)%", "\(lower) to \(shown(interval.upperBound, in: part))")
        }
        let truth = part.trueValue.map { "\(shortest($0)) (NOT PRIVATE: for public data only)" }
        if let label = part.label {
            let range = interval.map { " (\($0): \($1))" } ?? ""
            let note = truth.map { "; true value \($0)" } ?? ""
            return [("\(statistic) \(printable(label))\(subject)", value + range + note)]
        }
        return [("\(statistic)\(subject)", value)]
            + (interval.map { [("\($0) interval", "\($1) (of the noise alone)")] } ?? [])
            + (truth.map { [("true value", $0)] } ?? [])
    }

    /// With as many digits as the interval leaves a meaning.
    private func shown(_ value: Double, in part: Part) -> String {
        guard let interval = part.interval else { return shortest(value) }
        let width = interval.upperBound - interval.lowerBound
        return rounded(value, uncertainty: max(width / 2, granularity == 1 ? 10 : 0))
    }
}
