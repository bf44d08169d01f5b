/// Adds two-sided geometric (discrete Laplace) noise to integers: P(noise = k) ∝ e^(−ε|k|/sensitivity), exactly.
///
/// The mechanism of Ghosh, Roughgarden, Sundararajan 2009, "Universally utility-maximizing privacy mechanisms".
public struct GeometricMechanism: Hashable, Sendable {
    private let parameter: Epsilon
    private let plan: NoisePlan
    private let noise: DiscreteLaplaceNoise
    /// The most by which one privacy unit changes the integers, summed.
    public let l1Sensitivity: Int

    /// A mechanism that hides a change of `sensitivity`.
    ///
    /// - Parameters:
    ///   - epsilon: finite, at least 2^-50; each noisy number costs this.
    ///   - sensitivity: the most by which one privacy unit changes the integer (l1, over all integers that it
    ///     changes); at least 1.
    /// - Throws: ``ParameterError``.
    public init(epsilon: Double, sensitivity: Int = 1) throws(ParameterError) {
        guard sensitivity >= 1 else {
            throw ParameterError(.l1Sensitivity, .atLeastOne, .integer(sensitivity))
        }
        let epsilon = try Epsilon(epsilon)
        parameter = epsilon
        l1Sensitivity = sensitivity
        do throws(ParameterError) {
            plan = try NoisePlan(
                entrySensitivity: Rational(sensitivity), coordinates: 1,
                limits: ContributionLimits(
                    maxPartitionsContributed: 1, maxContributionsPerPartition: 1),
                epsilon: epsilon)
        } catch {
            throw ParameterError(.l1Sensitivity, .noiseNotTooLarge, .integer(sensitivity))
        }
        noise = DiscreteLaplaceNoise(scale: plan.scale)
    }

    public var epsilon: Double { parameter.typed }

    /// Results are multiples of this: 1, or more where the noise is so large that a finer grid would be wasted.
    public var granularity: Int { 1 << plan.coarsening }

    /// The variance of the noise.
    public var variance: Double {
        plan.law.variance * Double(granularity) * Double(granularity)
    }

    /// What one use does to privacy.
    public var event: PrivacyEvent { plan.event(epsilon: parameter) }

    /// `value` with noise. Costs ε.
    ///
    /// - Returns: an integer; results beyond `Int.max` in magnitude saturate.
    public func addNoise(to value: Int) -> Int {
        let rounded = Int128(value).roundedDivision(byPowerOfTwo: plan.coarsening)
        let noisy = rounded + noise.draw().clamped(toPowerOfTwo: 125)
        return noisy.saturatedInt(byPowerOfTwo: plan.coarsening)
    }

    /// Where the noise lies: symmetric around 0, by the exact quantile. Costs no privacy.
    ///
    /// - Parameter confidenceLevel: between 0 and 1, exclusive.
    public func noiseConfidenceInterval(confidenceLevel: Double) -> ConfidenceInterval {
        noiseConfidenceInterval(confidenceLevel: confidenceLevel, around: 0)
    }

    /// Where the integer without noise lies, given the noisy one. Costs no privacy.
    ///
    /// - Parameters:
    ///   - confidenceLevel: between 0 and 1, exclusive.
    ///   - noisyValue: what the mechanism returned.
    public func noiseConfidenceInterval(
        confidenceLevel: Double, around noisyValue: Int
    ) -> ConfidenceInterval {
        ConfidenceInterval.checkLevel(confidenceLevel)
        let radius = plan.law.radius(covering: confidenceLevel) * Double(granularity)
        return ConfidenceInterval(
            Double(noisyValue) - radius, Double(noisyValue) + radius,
            confidenceLevel: confidenceLevel)
    }
}
