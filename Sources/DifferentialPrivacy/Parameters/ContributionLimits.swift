/// How much of the data one privacy unit may be: the caller's promise, which no library can check.
struct ContributionLimits: Hashable, Sendable {
    /// The most partitions (separate releases of the same kind) that one unit is part of: l0.
    let maxPartitionsContributed: Int
    /// The most entries that one unit has in a partition: linf.
    let maxContributionsPerPartition: Int

    init(
        maxPartitionsContributed: Int, maxContributionsPerPartition: Int
    ) throws(ParameterError) {
        guard maxPartitionsContributed >= 1 else {
            throw ParameterError(
                .maxPartitionsContributed, .atLeastOne, .integer(maxPartitionsContributed))
        }
        guard maxContributionsPerPartition >= 1 else {
            throw ParameterError(
                .maxContributionsPerPartition, .atLeastOne, .integer(maxContributionsPerPartition))
        }
        self.maxPartitionsContributed = maxPartitionsContributed
        self.maxContributionsPerPartition = maxContributionsPerPartition
    }

    /// l0 · linf, exactly.
    var entries: Rational {
        Rational(maxPartitionsContributed) * Rational(maxContributionsPerPartition)
    }
}
