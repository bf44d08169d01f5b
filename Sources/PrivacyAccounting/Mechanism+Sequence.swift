import DifferentialPrivacy

extension PrivacyEvent.Mechanism {
    /// What is made of a mechanism that is a plain sequence of others: each with how often it happens; nil if it isn't one.
    var sequence: [(part: PrivacyEvent.Mechanism, count: Int)]? {
        switch self {
        case .repeated(let part, let count): [(part, count)]
        case .composed(let parts): parts.map { ($0, 1) }
        case .treeAggregation(let part, let steps): [(part, Self.treeHeight(steps: steps))]
        default: nil
        }
    }

    /// The (ε, δ) that is known of a mechanism without an accountant, if it says something: δ below 1 and ε above 0.
    var statedCost: PrivacyCost? {
        let cost = PrivacyCost(epsilon: epsilon, delta: delta)
        return cost.epsilon > .zero && cost.delta < .one ? cost : nil
    }
}
