public import DifferentialPrivacy

/// Zero-concentrated privacy, and its approximate form: ρ and δ add up, exactly.
public struct ZCDPAccountant: PrivacyAccountant, Hashable {
    public let adjacency: Adjacency
    /// What was composed.
    public private(set) var cost = ConcentratedCost.none

    public init(adjacency: Adjacency) {
        self.adjacency = adjacency
    }

    public mutating func compose(_ event: PrivacyEvent, count: Int) throws(AccountingError) {
        try check(event, count: count)
        cost = cost.adding(try ConcentratedCost(event), count: count)
    }

    public func epsilon(delta: Rational) throws(AccountingError) -> PrivacyBracket {
        try cost.epsilon(delta: delta)
    }

    public func delta(epsilon: Rational) throws(AccountingError) -> PrivacyBracket {
        try cost.delta(epsilon: epsilon)
    }
}
