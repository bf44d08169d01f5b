import DifferentialPrivacy

/// E (X − 1)^l for even l, X the likelihood ratio of two normal laws μ apart: alternating sums of E X^i = e^(i(i−1)μ²/2).
///
/// They cancel to a small part of their terms, so they are summed in fixed point with as many digits as that takes, each
/// number between two integers. Wang, Balle and Kasiviswanathan 2019 need them (Theorem 27).
struct GaussianDifferences {
    /// Of the moments for l = 0, 1, …, from above; only those of even l are made.
    let logarithms: [Enclosure]

    /// Nil for μ² above 4 or below 2^-60, where they wouldn't help.
    init?(muSquared: Rational, count: Int) {
        guard muSquared <= Rational(4), muSquared >= Rational.one.scaled(byPowerOfTwo: -60)
        else { return nil }
        // The moment is about μ^l, its terms at most 2^l times an X that is above 1.
        let bits = 128 + count * (2 + max(0, -muSquared.ceilLog2) / 2 + 1)
        let unit = Rational.one.scaled(byPowerOfTwo: bits)
        func product(_ a: Between, _ b: Between) -> Between {
            Between(
                low: (a.low * b.low).scaled(byPowerOfTwo: -bits).floor,
                high: (a.high * b.high).scaled(byPowerOfTwo: -bits).floor + .one)
        }
        let base = Self.exponential(muSquared, bits: bits)
        // power = e^(iμ²), moment = E X^i; moments[i + 1] = moments[i] · e^(iμ²).
        var power = Between(low: unit, high: unit)
        var moments = [power]
        for _ in 0..<count {
            moments.append(
                moments.count == 1 ? power : product(moments[moments.count - 1], power))
            power = moments.count == 2 ? base : product(power, base)
        }
        let logarithmOfTwo = Enclosure(2).logarithm
        logarithms = (0...count).map { l in
            guard l > 0, l.isMultiple(of: 2) else { return .zero }
            var binomial = Rational.one
            var sum = Rational.zero
            for i in 0...l {
                sum =
                    i.isMultiple(of: 2)
                    ? sum + binomial * moments[i].high : sum - binomial * moments[i].low
                binomial = binomial * Rational(l - i) / Rational(i + 1)
            }
            let exponent = sum.ceilLog2
            return Enclosure(sum.scaled(byPowerOfTwo: -exponent)).logarithm
                + Enclosure(Double(exponent - bits)) * logarithmOfTwo
        }
    }

    private struct Between {
        var low: Rational
        var high: Rational
    }

    /// e^t · 2^bits for 0 < t ≤ 4: the series, each term rounded down. A term's error is below 1 + t/k times the last one's,
    /// so below e^4 < 64, and what is left out is below 1 when a term is 0 (k > 8).
    private static func exponential(_ t: Rational, bits: Int) -> Between {
        var term = Rational.one.scaled(byPowerOfTwo: bits)
        var sum = term
        var k = 1
        while term > .zero || k <= 8 {
            term = (term * t / Rational(k)).floor
            sum = sum + term
            k += 1
        }
        return Between(low: sum, high: sum + Rational(64 * (k + 2)))
    }
}
