@testable import DifferentialPrivacy

extension Rational {
    /// A decimal such as -1.25e-7, exactly.
    init(text: Substring) {
        let parts = text.split(separator: "e")
        let negative = text.hasPrefix("-")
        let digits = parts[0].drop { $0 == "-" }
        let fraction = digits.split(separator: ".").dropFirst().first?.count ?? 0
        var value = Rational(0)
        for digit in digits where digit != "." {
            value = value * Rational(10) + Rational(digit.wholeNumberValue!)
        }
        let exponent = (parts.count > 1 ? Int(parts[1])! : 0) - fraction
        let scale = Rational(significand: 1, exponent: Int32(exponent))
        value = value * scale
        self = negative ? Rational(0) - value : value
    }
}

/// How far above `truth` a figure is, as a share of it.
func relativeExcess(_ figure: Double, over truth: Rational) -> Double {
    let difference = Rational(exactly: figure) - truth
    let share = difference / truth
    return share >= Rational(0) ? share.approximation : -(Rational(0) - share).approximation
}
