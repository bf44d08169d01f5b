/// An event that tells two neighbouring inputs apart, and how well.
public struct AuditFinding: Hashable, Sendable {
    /// The mechanism's name.
    public let mechanism: String
    /// The pair's name.
    public let neighbours: String
    /// The event, in words.
    public let event: String
    /// Its probability on one input is at least this.
    public let lower: Double
    /// Its probability on the other input is at most this.
    public let upper: Double
    /// The claim.
    public let epsilon: Double
    /// The claim.
    public let delta: Double

    /// The mechanism's ε, for the claimed δ, is at least this; never below 0.
    public var epsilonAtLeast: Double {
        lower > delta ? max(0, naturalLogarithm((lower - delta) / upper)) : 0
    }

    /// Whether the claim is refuted.
    public var refutes: Bool {
        // A little in favour of the claim, for the rounding of these three operations.
        lower * (1 - 0x1p-48) > exponential(epsilon) * upper * (1 + 0x1p-48) + delta
    }
}
