internal import CPrivacyInterface
internal import DifferentialPrivacy

extension Question {
    /// The question that a caller's structure describes.
    static func described(by parameters: dp_statistic_parameters) throws(Failure) -> Question {
        if parameters.kind == Int32(DP_COUNT) {
            let noise = try Noise(code: parameters.noise, delta: parameters.delta)
            return Question(
                try checked { () throws(ParameterError) in
                    try Count(
                        epsilon: parameters.epsilon,
                        maxPartitionsContributed: Int(parameters.max_partitions_contributed),
                        maxContributionsPerPartition: Int(
                            parameters.max_contributions_per_partition), noise: noise)
                })
        }
        switch Int(parameters.number) {
        case Int(DP_FLOAT64): return try Described<Double>(parameters).question()
        case Int(DP_INT64): return try Described<Int64>(parameters).question()
        default: throw .unknown("number", parameters.number)
        }
    }
}

/// A caller's structure about entries of a known type.
private struct Described<Number: Entry> {
    let parameters: dp_statistic_parameters
    let noise: Noise

    init(_ parameters: dp_statistic_parameters) throws(Failure) {
        self.parameters = parameters
        let hasNoChoice = (Int32(DP_MIN)...Int32(DP_APPROX_BOUNDS)).contains(parameters.kind)
        noise =
            try hasNoChoice ? .laplace : Noise(code: parameters.noise, delta: parameters.delta)
    }

    func question() throws(Failure) -> Question {
        switch parameters.learn_bounds {
        case 0: try checked { () throws(ParameterError) in try withinBounds() }.orUnknown(kind)
        case 1: try learningBounds()
        default: throw .unknown("learn_bounds", parameters.learn_bounds)
        }
    }

    private var kind: Int32 { parameters.kind }
    private var partitions: Int { Int(parameters.max_partitions_contributed) }
    private var contributions: Int { Int(parameters.max_contributions_per_partition) }

    private func withinBounds() throws(ParameterError) -> Question? {
        let (lower, upper) = Number.bounds(of: parameters)
        let epsilon = parameters.epsilon
        let resolution = Number.resolution(of: parameters)
        switch Int(parameters.kind) {
        case Int(DP_SUM):
            let sum = try BoundedSum(
                epsilon: epsilon, lowerBound: lower, upperBound: upper,
                maxPartitionsContributed: partitions, maxContributionsPerPartition: contributions,
                noise: noise)
            return Question(sum, noiseInterval: sum.noiseConfidenceInterval)
        case Int(DP_MEAN):
            return Question(
                try BoundedMean(
                    epsilon: epsilon, lowerBound: lower, upperBound: upper,
                    maxPartitionsContributed: partitions,
                    maxContributionsPerPartition: contributions, noise: noise))
        case Int(DP_VARIANCE):
            return Question(
                try BoundedVariance(
                    epsilon: epsilon, lowerBound: lower, upperBound: upper,
                    maxPartitionsContributed: partitions,
                    maxContributionsPerPartition: contributions, noise: noise))
        case Int(DP_STANDARD_DEVIATION):
            return Question(
                try BoundedStandardDeviation(
                    epsilon: epsilon, lowerBound: lower, upperBound: upper,
                    maxPartitionsContributed: partitions,
                    maxContributionsPerPartition: contributions, noise: noise))
        case Int(DP_MIN):
            return Question(
                try Min(
                    epsilon: epsilon, lowerBound: lower, upperBound: upper, resolution: resolution,
                    maxPartitionsContributed: partitions,
                    maxContributionsPerPartition: contributions))
        case Int(DP_MAX):
            return Question(
                try Max(
                    epsilon: epsilon, lowerBound: lower, upperBound: upper, resolution: resolution,
                    maxPartitionsContributed: partitions,
                    maxContributionsPerPartition: contributions))
        case Int(DP_MEDIAN):
            return Question(
                try Median(
                    epsilon: epsilon, lowerBound: lower, upperBound: upper, resolution: resolution,
                    maxPartitionsContributed: partitions,
                    maxContributionsPerPartition: contributions))
        case Int(DP_PERCENTILE):
            return Question(
                try Percentile(
                    epsilon: epsilon, percentile: parameters.quantile, lowerBound: lower,
                    upperBound: upper, resolution: resolution, maxPartitionsContributed: partitions,
                    maxContributionsPerPartition: contributions))
        case Int(DP_QUANTILE_TREE):
            // The shape and the bounds alone; privacy parameters come with each question.
            return Question(
                tree: try Quantiles(
                    [], epsilon: 1, lowerBound: lower, upperBound: upper,
                    treeHeight: Int(parameters.tree_height),
                    branchingFactor: Int(parameters.branching_factor)))
        case Int(DP_APPROX_BOUNDS):
            return Question(
                try ApproxBounds<Number>(
                    epsilon: epsilon, maxPartitionsContributed: partitions,
                    maxContributionsPerPartition: contributions))
        default: return nil
        }
    }

    private func learningBounds() throws(Failure) -> Question {
        switch Int(parameters.kind) {
        case Int(DP_SUM): try automatic(BoundedSum<Number>.self)
        case Int(DP_MEAN): try automatic(BoundedMean<Number>.self)
        case Int(DP_VARIANCE): try automatic(BoundedVariance<Number>.self)
        case Int(DP_STANDARD_DEVIATION): try automatic(BoundedStandardDeviation<Number>.self)
        case Int(DP_MIN)...Int(DP_APPROX_BOUNDS):
            throw .unsupported("only sum, mean, variance and standard deviation learn bounds")
        default: throw .unknown("kind", kind)
        }
    }

    private func automatic<Statistic: NumericAggregation>(
        _ statistic: Statistic.Type
    ) throws(Failure) -> Question where Statistic.Entry == Number, Statistic.Value: Answer {
        let share = parameters.bounds_share
        return Question(
            try checked { () throws(ParameterError) in
                try Statistic.automaticBounds(
                    epsilon: parameters.epsilon, maxPartitionsContributed: partitions,
                    maxContributionsPerPartition: contributions, noise: noise,
                    boundsShare: share == 0 ? 0.5 : share)
            })
    }
}

extension Question? {
    fileprivate func orUnknown(_ kind: Int32) throws(Failure) -> Question {
        guard let self else { throw .unknown("kind", kind) }
        return self
    }
}
