extension Rational {
    /// How a number that lies between two fixed-point ones is rounded: costs up, limits down.
    package enum FixedPointRounding: Sendable {
        case up
        case down
    }

    /// This number in units of 10^-`digits`; nil if it is negative or doesn't fit 63 bits.
    package func fixedPoint(digits: Int32, rounding: FixedPointRounding) -> Int64? {
        guard self >= .zero, self <= Rational(Int.max) else { return nil }
        let scaled = self * Rational(significand: 1, exponent: digits)
        let floor = scaled.floor
        let whole = rounding == .up && floor < scaled ? floor + .one : floor
        // An integer's text is its digits, however many.
        return Int64(whole.description)
    }

    /// `units` · 10^-`digits`.
    package init(units: Int64, digits: Int32) {
        self = Rational(Int(units)) * Rational(significand: 1, exponent: -digits)
    }
}
