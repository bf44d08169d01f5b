/// ln 2 in two parts: 32 binary digits, so that multiples up to 2^11 are exact, and the rest to 2^-85.
let logarithmOfTwo = (high: 0x1.62e42feep-1, low: 0x1.a39ef35793c76p-33)

extension Enclosure {
    /// ln x of a positive number; −infinity is the lower end where it may be 0.
    package var logarithm: Enclosure {
        Enclosure(
            lower: lower > 0 ? Self.logarithm(lower).lower : -.infinity,
            upper: upper > 0 ? Self.logarithm(upper).upper : -.infinity)
    }

    /// ln(1 + x) of a number above −1, with a small relative error near 0 too.
    package var logarithmOfOnePlus: Enclosure {
        Enclosure(
            lower: lower > -1 ? Self.logarithmOfOnePlus(lower).lower : -.infinity,
            upper: upper > -1 ? Self.logarithmOfOnePlus(upper).upper : -.infinity)
    }

    /// Bounds on ln x for one double: x = 2^k m, √½ ≤ m < √2, and ln m by its series.
    private static func logarithm(_ x: Double) -> Enclosure {
        guard x.isFinite else {
            return Enclosure(lower: 709, upper: .infinity)
        }
        var m = x.significand
        var k = Double(x.exponent)
        if m > 0x1.6a09e667f3bcdp0 {
            m /= 2
            k += 1
        }
        let part = series((m - 1) / (m + 1))
        return Enclosure(near: k * logarithmOfTwo.high + (k * logarithmOfTwo.low + part))
    }

    private static func logarithmOfOnePlus(_ x: Double) -> Enclosure {
        if x == 0 { return .zero }
        guard x >= -0.25, x <= 0.375 else { return (Enclosure(x) + .one).logarithm }
        return Enclosure(near: series(x / (2 + x)))
    }

    /// 2 artanh s for |s| < 0.1716: the first 11 terms of the series, to a relative error of 2^-48.
    private static func series(_ s: Double) -> Double {
        let square = s * s
        var sum = 0.0
        var odd = 21.0
        while odd > 1 {
            sum = square * (1 / odd + sum)
            odd -= 2
        }
        return 2 * s + 2 * s * sum
    }
}
