extension Enclosure {
    /// e^x.
    package var exponential: Enclosure {
        Enclosure(
            lower: Self.exponential(lower).lower, upper: Self.exponential(upper).upper)
    }

    /// e^x − 1, with a small relative error near 0 too.
    package var exponentialMinusOne: Enclosure {
        Enclosure(
            lower: Self.exponentialMinusOne(lower).lower,
            upper: Self.exponentialMinusOne(upper).upper)
    }

    /// Bounds on e^x for one double: x = k ln 2 + r with |r| < 0.35, and then the series.
    private static func exponential(_ x: Double) -> Enclosure {
        if x == 0 { return .one }
        if x > 709.7 {
            return Enclosure(
                lower: x == .infinity ? .greatestFiniteMagnitude : 0x1p1023, upper: .infinity)
        }
        if x < -745.2 {
            return Enclosure(lower: 0, upper: .leastNonzeroMagnitude)
        }
        let k = (x * 0x1.71547652b82fep0).rounded()
        let r = (x - k * logarithmOfTwo.high) - k * logarithmOfTwo.low
        let power = Enclosure(near: 1 + shifted(r))
        let scale = Enclosure(Double(sign: .plus, exponent: Int(k) / 2, significand: 1))
        let rest = Enclosure(Double(sign: .plus, exponent: Int(k) - Int(k) / 2, significand: 1))
        let value = power * scale * rest
        return Enclosure(lower: max(0, value.lower), upper: value.upper)
    }

    private static func exponentialMinusOne(_ x: Double) -> Enclosure {
        if x == 0 { return .zero }
        return abs(x) <= 0.35 ? Enclosure(near: shifted(x)) : exponential(x) - .one
    }

    /// e^r − 1 for |r| ≤ 0.35: the first 13 terms of the series, to a relative error of 2^-47.
    private static func shifted(_ r: Double) -> Double {
        var sum = 1.0
        var term = 13.0
        while term > 1 {
            sum = 1 + r / term * sum
            term -= 1
        }
        return r * sum
    }
}
