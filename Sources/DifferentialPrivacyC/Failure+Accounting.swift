internal import CPrivacyInterface
internal import DifferentialPrivacy
internal import PrivacyAccounting

extension Failure {
    init(_ error: EventFormError) {
        let why: StaticString =
            switch error {
            case .unknownVersion: "an event's text begins with the form's version, 1:"
            case .tooLarge: "the event's text is too long, too deep, or has too long a number"
            case .notCanonical: "this text isn't the canonical text of an event"
            case .impossibleEvent: "this is no event: nothing happens with such parameters"
            }
        self.init(Int(DP_INVALID_EVENT), "\(why)")
    }

    init(_ error: AccountingError) {
        let status =
            switch error {
            case .differentAdjacency: DP_DIFFERENT_ADJACENCY
            case .impossibleEvent: DP_INVALID_EVENT
            case .unsupportedEvent, .differentEvents: DP_UNSUPPORTED_EVENT
            case .noFiniteEpsilon: DP_UNBOUNDED
            case .parameter: DP_INVALID_QUESTION
            }
        self.init(Int(status), error.description)
    }

    static let nothingKeepsTarget = Failure(
        Int(DP_UNBOUNDED),
        "no number from 2^-30 to 2^60, nor one over it, keeps the target")
}

/// What an accountant answers, whose refusal becomes a ``Failure``.
func accounted<Value>(
    _ ask: () throws(AccountingError) -> Value
) throws(Failure) -> Value {
    do {
        return try ask()
    } catch {
        throw Failure(error)
    }
}
