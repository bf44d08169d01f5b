public import DifferentialPrivacy

/// Gaussian differential privacy: for Gaussian noise, rounded or not, it is exact.
public struct GDPAccountant: PrivacyAccountant, Hashable {
    public let adjacency: Adjacency
    /// What was composed.
    public private(set) var cost = GaussianCost(muSquared: .zero)

    public init(adjacency: Adjacency) {
        self.adjacency = adjacency
    }

    public mutating func compose(_ event: PrivacyEvent, count: Int) throws(AccountingError) {
        try check(event, count: count)
        let muSquared = try GaussianCost(event).muSquared * Rational(count)
        cost = GaussianCost(muSquared: cost.muSquared + muSquared)
    }

    public func epsilon(delta: Rational) throws(AccountingError) -> PrivacyBracket {
        try cost.epsilon(delta: delta)
    }

    public func delta(epsilon: Rational) throws(AccountingError) -> PrivacyBracket {
        try cost.delta(epsilon: epsilon)
    }
}
