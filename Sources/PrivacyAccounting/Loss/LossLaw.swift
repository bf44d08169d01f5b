import DifferentialPrivacy

/// The law of one mechanism's privacy loss: its own, or one that dominates it.
struct LossLaw {
    let law: PrivacyLossDistribution
    /// How many independent numbers have it.
    var count = 1
    /// Whether it is the mechanism's own.
    var isExact = true

    /// The most losses that one release may have; more are merged, to the safe side.
    private static let mostSteps = 1 << 14

    /// Nil where none is known.
    static func of(
        _ mechanism: PrivacyEvent.Mechanism
    ) throws(AccountingError) -> LossLaw? {
        switch mechanism {
        case .gaussian(_, _, let deviation, let sensitivity):
            return LossLaw(law: try .gaussian(multiplier: deviation / sensitivity))
        case .laplace(let sensitivity, let scale):
            return LossLaw(law: try .laplace(multiplier: scale / sensitivity))
        case .discreteLaplace(_, let sensitivity, let scale, let coordinates):
            // Noise on several numbers is dominated by that on one which moves by the sum, and that by noise on every
            // 2^coarse-th integer (docs/derivations-accounting.md).
            guard let steps = Int(exactly: sensitivity.floor), steps >= 1 else { return nil }
            var coarse = 0
            while (steps - 1) >> coarse >= mostSteps { coarse += 1 }
            let law = try PrivacyLossDistribution.discreteLaplace(
                scale: scale.scaled(byPowerOfTwo: -coarse), sensitivity: ((steps - 1) >> coarse) + 1
            )
            return LossLaw(law: law, isExact: coarse == 0 && coordinates == 1)
        case .discreteGaussian(_, _, let sigma, let each, let numbers):
            guard let steps = Int(exactly: each.floor) else { return nil }
            return LossLaw(
                law: try .discreteGaussian(sigma: sigma, sensitivity: steps), count: numbers)
        case .staircase(let epsilon, let sensitivity, let width):
            return LossLaw(
                law: try .staircase(epsilon: epsilon, sensitivity: sensitivity, width: width))
        case .randomizedResponse(let epsilon, let categories):
            return LossLaw(law: try .randomizedResponse(epsilon: epsilon, options: categories))
        case .approximate(let epsilon, let delta):
            return LossLaw(law: try .approximate(epsilon: epsilon, delta: delta))
        case .boundedRange(let epsilon):
            return LossLaw(law: try .approximate(epsilon: epsilon, delta: .zero), isExact: false)
        case .poissonSampled(let part, let rate):
            return try poissonSampled(part, rate: rate)
        case .sampledWithoutReplacement(let part, let size, let population):
            return size == population ? try of(part) : try stated(by: mechanism)
        case .repeatAndSelect, .shuffled:
            return try stated(by: mechanism)
        case .parallel(let parts):
            // Of one kind, or all Gaussian: then the least noise dominates.
            if let first = parts.first, parts.allSatisfy({ $0 == first }) { return try of(first) }
            return try mechanism.gaussianMuSquared.flatMap { (muSquared) throws(AccountingError) in
                try gaussian(muSquared: muSquared)
            }
        case .zeroConcentrated, .repeated, .composed, .treeAggregation:
            return nil
        }
    }

    /// Of Gaussian and Laplace noise over a sample; of others what is known of their (ε, δ).
    private static func poissonSampled(
        _ part: PrivacyEvent.Mechanism, rate: Rational
    ) throws(AccountingError) -> LossLaw? {
        guard rate < .one else { return try of(part) }
        if case .laplace(let sensitivity, let scale) = part {
            let law = try PrivacyLossDistribution.laplace(multiplier: scale / sensitivity)
            return LossLaw(law: try law.poissonSampled(rate: rate))
        }
        if let muSquared = part.gaussianMuSquared {
            guard let whole = try gaussian(muSquared: muSquared) else { return nil }
            return LossLaw(
                law: try whole.law.poissonSampled(rate: rate), isExact: whole.isExact)
        }
        return try stated(by: .poissonSampled(part, rate: rate))
    }

    /// Gaussian noise of that μ², or of the next μ that is a double.
    private static func gaussian(muSquared: Rational) throws(AccountingError) -> LossLaw? {
        let root = muSquared.squareRootRoundedUp
        guard root.isFinite else { return nil }
        let mu = Rational(exactly: root)
        return LossLaw(
            law: try .gaussian(multiplier: .one / mu), isExact: mu * mu == muSquared)
    }

    /// The worst law with the (ε, δ) that is known of a mechanism.
    private static func stated(
        by mechanism: PrivacyEvent.Mechanism
    ) throws(AccountingError) -> LossLaw? {
        guard let cost = mechanism.statedCost else { return nil }
        return LossLaw(
            law: try .approximate(epsilon: cost.epsilon, delta: cost.delta), isExact: false)
    }
}
