import DifferentialPrivacy

extension RenyiCurve {
    /// A mechanism over a Poisson sample, for add/remove neighbours.
    ///
    /// Gaussian noise: Mironov, Talwar and Zhang 2019, "Rényi differential privacy of the sampled Gaussian mechanism", section
    /// 3.3; the terms of their sum for i = 0 and 1 add up with the rest of the binomial law to 1, so that ln(1 + Σ) keeps
    /// its digits. Pure mechanisms: amplified ε. Others aren't known here; loss distributions know more.
    static func poissonSampled(
        _ part: PrivacyEvent.Mechanism, rate: Rational
    ) -> RenyiCurve? {
        guard rate < .one else { return RenyiCurve(part) }
        if let muSquared = part.gaussianMuSquared {
            let half = Enclosure(muSquared.scaled(byPowerOfTwo: -1))
            let unsampled = (-Enclosure(rate)).logarithmOfOnePlus
            let sampled = Enclosure(rate).logarithm
            let moments = RememberedMoments { order in
                IntegerMoments.logarithm(order: order) { i in
                    let pairs = Enclosure(Double(i) * Double(i - 1))
                    return Enclosure(Double(order - i)) * unsampled
                        + Enclosure(Double(i)) * sampled
                        + (pairs * half).logarithmOfExponentialMinusOne
                }
            }
            return RenyiCurve { order in
                let sum = IntegerMoments.divergence(order: order) { moments($0) }
                return .lesser(sum, Enclosure(order) * half)
            }
        }
        guard let cost = PrivacyEvent.Mechanism.poissonSampled(part, rate: rate).statedCost
        else { return nil }
        return .pure(cost.epsilon, slack: cost.delta)
    }

    /// A mechanism over a sample of fixed size, for replace-one neighbours: Wang, Balle and Kasiviswanathan 2019,
    /// "Subsampled Rényi differential privacy and analytical moments accountant", Theorem 9, and 27 for Gaussian noise.
    static func sampledWithoutReplacement(
        _ part: PrivacyEvent.Mechanism, size: Int, population: Int
    ) -> RenyiCurve? {
        guard size < population else { return RenyiCurve(part) }
        let rate = Rational(size) / Rational(population)
        guard let inner = RenyiCurve(part), inner.slack == .zero else {
            let sampled = PrivacyEvent.Mechanism.sampledWithoutReplacement(
                part, size: size, population: population)
            return sampled.statedCost.map { .pure($0.epsilon, slack: $0.delta) }
        }
        let limit = 256
        let two = Enclosure(2).logarithm
        let four = Enclosure(4).logarithm
        // The logarithm of e^ε − 1 for a pure mechanism: how far a likelihood ratio is from 1.
        let contrast =
            part.delta == .zero
            ? Enclosure(part.epsilon).logarithmOfExponentialMinusOne : unknown
        let differences = part.gaussianMuSquared.flatMap {
            GaussianDifferences(muSquared: $0, count: limit + 1)
        }
        let terms = (0...limit).map { i -> Enclosure in
            guard i >= 2 else { return .zero }
            let times = Enclosure(Double(i))
            let moment = Enclosure(Double(i - 1)) * inner.bound(Double(i))
            var least = Enclosure.lesser(two, times * contrast) + moment
            if i == 2 {
                least = .lesser(least, four + moment.logarithmOfExponentialMinusOne)
            }
            if let differences {
                let between =
                    (differences.logarithms[i & ~1] + differences.logarithms[(i + 1) & ~1])
                    * Enclosure(0.5)
                least = .lesser(least, four + between)
            }
            return times * Enclosure(rate).logarithm + least
        }
        let moments = RememberedMoments { order in
            IntegerMoments.logarithm(order: order) { terms[$0] }
        }
        return RenyiCurve { order in
            let sum = IntegerMoments.divergence(order: order, upTo: Double(limit)) { moments($0) }
            return .lesser(sum, inner.bound(order))
        }
    }
}
