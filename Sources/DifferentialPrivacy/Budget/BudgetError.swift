/// Why a budget says no. A refusal costs nothing and doesn't depend on data.
public enum BudgetError: Error, Hashable, Sendable {
    /// The cost doesn't fit: the event's own (ε, δ), and the largest release of which no more is known that would fit.
    case exhausted(asked: PrivacyCost, left: PrivacyCost)
    /// The event speaks of other neighbours than the budget.
    case differentAdjacency(asked: Adjacency, budget: Adjacency)
    /// The event's parameters are negative, zero or otherwise of nothing that happens.
    case impossibleEvent
    /// The filter knows no bound for such an event.
    case unboundedEvent
    /// The charge was paid for another event than the release's.
    case chargeForAnotherEvent
}

extension BudgetError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .exhausted(let asked, let left):
            "the privacy budget doesn't allow this release: it costs \(asked), left is \(left)"
        case .differentAdjacency(let asked, let budget):
            "the release is private under the adjacency \(asked), the budget counts \(budget)"
        case .impossibleEvent: "the event's parameters can't be those of a release"
        case .unboundedEvent: "the budget's filter knows no bound for such a release"
        case .chargeForAnotherEvent:
            "the charge was paid for a different release"
        }
    }
}
