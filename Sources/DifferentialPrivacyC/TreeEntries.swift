internal import CPrivacyInterface
internal import DifferentialPrivacy

/// The entries of a quantile tree. The statistic says its shape and bounds; each question brings ε, δ and the limits.
final class TreeEntries<Number: Entry>: StatisticEntries<Quantiles<Number>> {
    init(_ tree: Quantiles<Number>) {
        let totals = Totals(tree)
        super.init(
            totals,
            Actions(adding: totals) { _, _ throws(Failure) in
                throw .unsupported("a quantile tree is asked by dp_accumulator_quantiles")
            })
    }

    override func makeEmpty() -> Entries { TreeEntries(totals.statistic) }

    override func quantiles(
        _ shares: [Double], _ parameters: dp_quantile_parameters, confidenceLevel: Double?
    ) throws(Failure) -> (values: [Double], intervals: [dp_interval]) {
        let question = try question(shares, parameters)
        let noisy = question._release(try totals.snapshot(), confidenceLevel: nil).value
        let values = noisy.values.map { value in
            var release = dp_release()
            value.write(to: &release)
            return release.value
        }
        guard let confidenceLevel else { return (values, []) }
        let intervals = shares.map {
            dp_interval(noisy.interval($0, confidenceLevel: confidenceLevel))
        }
        return (values, intervals)
    }

    override func quantilesEvent(
        _ parameters: dp_quantile_parameters
    ) throws(Failure) -> PrivacyEvent {
        try question([], parameters).event
    }

    /// The tree's shape and bounds with a question's parameters.
    private func question(
        _ shares: [Double], _ parameters: dp_quantile_parameters
    ) throws(Failure) -> Quantiles<Number> {
        let statistic = totals.statistic
        let noise = try Noise(code: parameters.noise, delta: parameters.delta)
        return try checked { () throws(ParameterError) in
            try Quantiles<Number>(
                shares, epsilon: parameters.epsilon, lowerBound: statistic.lowerBound,
                upperBound: statistic.upperBound, treeHeight: statistic.treeHeight,
                branchingFactor: statistic.branchingFactor,
                maxPartitionsContributed: Int(parameters.max_partitions_contributed),
                maxContributionsPerPartition: Int(parameters.max_contributions_per_partition),
                noise: noise)
        }
    }
}
