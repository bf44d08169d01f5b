/// Which noise a statistic's release gets.
public enum Noise: Hashable, Sendable {
    /// Discrete Laplace noise: pure ε, no δ. The default.
    case laplace
    /// Gaussian noise, one σ for the L2 norm of all that one privacy unit changes; each release costs this δ beside ε.
    ///
    /// Less noise than Laplace's where a unit is in many partitions. `delta` is greater than 0 and below 1.
    case gaussian(delta: Double)
    /// Whichever of the two has the lower variance under the declared parameters, Gaussian if they are equal. What it is,
    /// and whether δ is spent, says the statistic's event.
    case leastVariance(delta: Double)

    /// Canonical form for serialized summaries; nothing for Laplace noise, which the format knew first.
    var words: [UInt64] {
        switch self {
        case .laplace: []
        case .gaussian(let delta): [1, delta.bitPattern]
        case .leastVariance(let delta): [2, delta.bitPattern]
        }
    }

    /// The noise's scale or standard deviation for entries that move a total by 1: fixes the entries' grid.
    ///
    /// - Throws: `ParameterError` if δ isn't between 0 and 1.
    func ratio(_ limits: ContributionLimits, _ epsilon: Epsilon) throws(ParameterError) -> Rational
    {
        let laplace = limits.entries / epsilon.exact
        func gaussian(_ delta: Double) throws(ParameterError) -> Rational {
            let partitions = Rational(limits.maxPartitionsContributed)
            return GaussianCalibration.multiplier(for: epsilon, try Delta(delta))
                * Rational(exactly: partitions.squareRootRoundedUp)
                * Rational(limits.maxContributionsPerPartition)
        }
        return switch self {
        case .laplace: laplace
        case .gaussian(let delta): try gaussian(delta)
        case .leastVariance(let delta): min(laplace, try gaussian(delta))
        }
    }
}
