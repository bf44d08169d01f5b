public import DifferentialPrivacy

/// Basic composition: ε add up, δ add up, exactly. Gaussian noise that isn't made for a certain (ε, δ) shares what is left
/// of the target evenly.
public struct BasicAccountant: PrivacyAccountant, Hashable {
    public let adjacency: Adjacency
    /// The sums over what states an (ε, δ).
    public private(set) var stated = PrivacyCost(epsilon: .zero, delta: .zero)
    private var gaussians: [Rational: Rational] = [:]

    public init(adjacency: Adjacency) {
        self.adjacency = adjacency
    }

    public mutating func compose(_ event: PrivacyEvent, count: Int) throws(AccountingError) {
        try check(event, count: count)
        var next = self
        try next.add(event.mechanism, count: Rational(count))
        self = next
    }

    private mutating func add(
        _ mechanism: PrivacyEvent.Mechanism, count: Rational
    ) throws(AccountingError) {
        if let sequence = mechanism.sequence {
            for (part, times) in sequence { try add(part, count: count * Rational(times)) }
        } else if mechanism.epsilon == .zero, let muSquared = mechanism.gaussianMuSquared {
            gaussians[muSquared, default: .zero] = gaussians[muSquared, default: .zero] + count
        } else {
            let delta = mechanism.delta
            guard delta < .one else { throw .unsupportedEvent }
            stated = PrivacyCost(
                epsilon: stated.epsilon + mechanism.epsilon * count,
                delta: stated.delta + delta * count)
        }
    }

    public func epsilon(delta: Rational) throws(AccountingError) -> PrivacyBracket {
        try checkDelta(delta)
        guard delta >= stated.delta else { throw .noFiniteEpsilon }
        var sum = stated.epsilon
        for (muSquared, count) in gaussians {
            let share = (delta - stated.delta) / releases
            let each = try GaussianCost(muSquared: muSquared).epsilon(delta: share)
            sum = sum + count * Rational(exactly: each.upper)
        }
        let upper = sum.roundedUp
        guard upper.isFinite else { throw .noFiniteEpsilon }
        return PrivacyBracket(lower: 0, upper: upper)
    }

    public func delta(epsilon: Rational) throws(AccountingError) -> PrivacyBracket {
        try checkEpsilon(epsilon)
        guard epsilon >= stated.epsilon else { return PrivacyBracket(lower: 0, upper: 1) }
        var sum = stated.delta
        for (muSquared, count) in gaussians {
            let share = (epsilon - stated.epsilon) / releases
            let each = try GaussianCost(muSquared: muSquared).delta(epsilon: share)
            sum = sum + count * Rational(exactly: each.upper)
        }
        return PrivacyBracket(lower: 0, upper: min(1, sum.roundedUp))
    }

    private var releases: Rational { gaussians.values.reduce(.zero, +) }
}
