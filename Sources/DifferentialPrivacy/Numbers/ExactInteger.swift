/// The exact integers between the data and the released number.
extension Int128 {
    /// This number divided by 2^`shift`, rounded to the nearest integer, ties to even; below 2^126 in magnitude.
    ///
    /// One addition and one shift, whatever the number is: the half less one, and the quotient's last digit, lift what
    /// has to be rounded up across the next multiple.
    func roundedDivision(byPowerOfTwo shift: Int) -> Int128 {
        if shift == 0 { return self }
        if shift > 126 { return 0 }
        let half: Int128 = 1 << Int128(shift - 1)
        return (self &+ (half - 1) &+ ((self >> Int128(shift)) & 1)) >> Int128(shift)
    }

    /// This number limited to ±2^`exponent`.
    func clamped(toPowerOfTwo exponent: Int) -> Int128 {
        let limit: Int128 = 1 << Int128(exponent)
        return Swift.min(Swift.max(self, -limit), limit)
    }

    /// The double nearest to this number times 2^`exponent`, at most the largest finite one in magnitude.
    func scaledDouble(byPowerOfTwo exponent: Int) -> Double {
        // Most totals fit 64 bits, whose conversion is one instruction.
        let number = Int64(exactly: self).map { Double($0) } ?? Double(self)
        let value = Double(sign: .plus, exponent: exponent, significand: number)
        let limit = Double.greatestFiniteMagnitude
        return Swift.min(Swift.max(value, -limit), limit)
    }

    /// This number times 2^`exponent`, at most `Int.max` in magnitude and never `Int.min`; `exponent` isn't negative.
    func saturatedInt(byPowerOfTwo exponent: Int) -> Int {
        let limit = Int128(Int.max)
        if self == 0 { return 0 }
        if exponent > 63 { return self > 0 ? Int.max : -Int.max }
        let bound = limit >> Int128(exponent)
        if self > bound { return Int.max }
        if self < -bound { return -Int.max }
        return Int(self << Int128(exponent))
    }
}
