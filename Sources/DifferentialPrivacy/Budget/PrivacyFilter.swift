/// Decides whether one more release fits, for releases that may be chosen after looking at earlier answers.
///
/// A conforming type must be a valid stopping rule for adaptively chosen parameters: whatever the analyst asks next,
/// the releases granted together stay within the limit. Sums of ε, of (ε, δ), of zCDP and of RDP at a fixed order
/// are; totals by optimal composition or privacy loss distributions aren't.
public protocol PrivacyFilter: Sendable {
    /// The adjacency of the events that it counts.
    var adjacency: Adjacency { get }
    /// The largest (ε, δ) release, of which no more is known, that still fits. A filter that counts otherwise has what is
    /// left in its own terms as well.
    var left: PrivacyCost { get }
    /// Records `event`, or throws and records nothing.
    mutating func spend(_ event: PrivacyEvent) throws(BudgetError)
}
