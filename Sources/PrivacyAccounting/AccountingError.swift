public import DifferentialPrivacy

/// Why an accountant doesn't answer. It never guesses.
public enum AccountingError: Error, Hashable, Sendable {
    /// The event speaks of other neighbours than the accountant.
    case differentAdjacency(event: Adjacency, accountant: Adjacency)
    /// The event's parameters are those of nothing that happens, or say nothing for its neighbours.
    case impossibleEvent
    /// This accountant knows no bound for such an event; another one may.
    case unsupportedEvent
    /// Optimal composition here is that of events with one and the same ε.
    case differentEvents
    /// No finite ε goes with this δ: the events' own δ, or what this accountant knows, is more.
    case noFiniteEpsilon
    /// A parameter of the question is out of its range.
    case parameter(Parameter)

    /// What was asked with.
    public enum Parameter: Hashable, Sendable {
        /// δ must be at least 0 and below 1.
        case delta
        /// ε must be at least 0, for a target greater than 0.
        case epsilon
        /// ρ must be at least 0.
        case rho
        /// Orders must be greater than 1 and finite, and there must be one.
        case orders
        /// A count must be at least 1.
        case count
        /// The noise to search between must be a range of positive, finite numbers.
        case noise
    }
}

extension AccountingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .differentAdjacency(let event, let accountant):
            "the event is private under the adjacency \(event), the accountant counts \(accountant)"
        case .impossibleEvent: "the event's parameters can't be those of a release"
        case .unsupportedEvent: "this accountant knows no bound for such an event"
        case .differentEvents: "optimal composition needs events of one and the same epsilon"
        case .noFiniteEpsilon: "no finite epsilon is known for this delta"
        case .parameter(let parameter):
            switch parameter {
            case .delta: "delta must be at least 0 and below 1"
            case .epsilon: "epsilon must be finite and not negative, a target greater than 0"
            case .rho: "rho must not be negative"
            case .orders: "orders must be finite and greater than 1"
            case .count: "a count must be at least 1"
            case .noise: "the least and the most noise must be positive and in this order"
            }
        }
    }
}
