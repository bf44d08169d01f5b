/// A set of outputs: those whose feature lies in a range; with which input it should be likelier.
struct AuditEvent: Hashable, Sendable {
    let feature: Feature
    let range: ClosedRange<Int64>
    /// Whether the first input is the one that is to show it more often.
    let favoursFirst: Bool
}
