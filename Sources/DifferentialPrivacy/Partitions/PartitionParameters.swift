/// What every strategy is asked for, checked.
struct PartitionParameters: Hashable, Sendable {
    let epsilon: Epsilon
    /// δ as typed, from 0 to 1.
    let delta: Double
    let exactDelta: Rational
    let maxPartitionsContributed: Int
    let preThreshold: Int

    init(
        epsilon: Double, delta: Double, maxPartitionsContributed: Int, preThreshold: Int
    ) throws(ParameterError) {
        self.epsilon = try Epsilon(epsilon)
        guard delta >= 0, delta <= 1 else {
            throw ParameterError(.delta, .fromZeroToOne, .number(delta))
        }
        let limits = try ContributionLimits(
            maxPartitionsContributed: maxPartitionsContributed, maxContributionsPerPartition: 1)
        _ = try Rational(atLeastOne: preThreshold, .preThreshold)
        self.delta = delta
        exactDelta = Rational(decimal: delta)
        self.maxPartitionsContributed = limits.maxPartitionsContributed
        self.preThreshold = preThreshold
    }

    var event: PrivacyEvent {
        PrivacyEvent(.approximate(epsilon: epsilon.exact, delta: exactDelta))
    }

    /// How many units a partition has beyond the least that may be kept; negative for none to keep.
    func excess(_ numberOfPrivacyUnits: Int) -> Int128 {
        Int128(max(numberOfPrivacyUnits, 0)) - Int128(preThreshold)
    }
}
