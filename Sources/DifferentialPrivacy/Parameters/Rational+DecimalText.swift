extension Rational {
    /// The number that a decimal text says, exactly: `0.1` is 1/10, and so is `1e-1`. It never passes through a `Double`.
    ///
    /// Digits with at most one point among or around them, then perhaps `e` or `E`, a sign and digits. Nil for anything
    /// else: signs in front (so nothing negative), spaces, NaN, infinities; more than 400 digits; exponents beyond ±1000.
    ///
    /// - Parameter text: such as `0.5`, `3` or `1e-6`.
    public init?(decimalText text: String) {
        let bytes = Array(text.utf8)
        let mantissa = bytes.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
        let parts = mantissa.split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let digits = Array(parts.joined())
        guard (1...400).contains(digits.count), digits.allSatisfy(\.isDigit) else { return nil }
        var exponent = parts.count == 2 ? -Int32(parts[1].count) : 0
        if mantissa.count < bytes.count {
            guard let said = Self.exponent(bytes[(mantissa.count + 1)...]) else { return nil }
            exponent += said
        }
        // As many digits at once as a word holds.
        var number = Rational.zero
        for start in stride(from: 0, to: digits.count, by: 18) {
            let chunk = digits[start..<min(start + 18, digits.count)]
            let value = chunk.reduce(UInt64(0)) { 10 * $0 + UInt64($1 - UInt8(ascii: "0")) }
            number =
                number * Rational(significand: 1, exponent: Int32(chunk.count)) + Rational(value)
        }
        self = number * Rational(significand: 1, exponent: exponent)
    }

    /// The number after the `e`.
    private static func exponent(_ bytes: ArraySlice<UInt8>) -> Int32? {
        let isSigned = bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-")
        let digits = isSigned ? bytes.dropFirst() : bytes
        guard (1...9).contains(digits.count), digits.allSatisfy(\.isDigit) else { return nil }
        let value = digits.reduce(Int32(0)) { 10 * $0 + Int32($1 - UInt8(ascii: "0")) }
        guard value <= 1000 else { return nil }
        return bytes.first == UInt8(ascii: "-") ? -value : value
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
