extension Rational {
    /// The shortest decimal that reads back as `value`, exactly: `0.1` is 1/10. An ε or δ means this.
    ///
    /// - Parameter value: finite and not negative.
    public init(decimal value: Double) {
        precondition(value.isFinite && value >= 0, "a decimal is finite and not negative")
        // The standard library prints the shortest decimal: digits, at most one point, at most one exponent.
        var significand: UInt64 = 0
        var exponent: Int32 = 0
        var fractionDigits: Int32 = 0
        var seenPoint = false
        let text = value.description
        let mantissa = text.prefix { $0 != "e" }
        for character in mantissa {
            guard let digit = character.wholeNumberValue else {
                seenPoint = true
                continue
            }
            significand = significand * 10 + UInt64(digit)
            if seenPoint { fractionDigits += 1 }
        }
        if mantissa.endIndex < text.endIndex {
            exponent = Int32(text[text.index(after: mantissa.endIndex)...]) ?? 0
        }
        self.init(significand: significand, exponent: exponent - fractionDigits)
    }

    package static let zero = Rational(0)
    package static let one = Rational(1)
}
