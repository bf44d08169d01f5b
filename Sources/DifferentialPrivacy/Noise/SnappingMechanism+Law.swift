/// Where the noise lies. The noise is result − number, for a number within the bounds and without the last clamping,
/// which only brings results nearer. Doubles are accurate to about 1e-12 relative here and decide no probability.
extension SnappingMechanism {
    /// The mean squared noise, in the number's unit squared, where it is largest: for a number half-way between two
    /// multiples of ``granularity``. For others it is smaller, by less than 9 %.
    ///
    /// With g = granularity/λ it is granularity² · (1/4 + 1/(2 sinh²(g/2))).
    public var variance: Double {
        let ratio = granularity / diversity
        let sinh = (exponential(ratio / 2) - exponential(-ratio / 2)) / 2
        return granularity * granularity * (0.25 + 1 / (2 * sinh * sinh))
    }

    /// A level that the noise stays at or below with at least this probability, whatever the number: the quantile of the
    /// Laplace law, plus half a ``granularity`` for the snapping. Costs no privacy.
    ///
    /// - Parameter probability: between 0 and 1, exclusive.
    /// - Returns: in the number's unit.
    public func noiseQuantile(_ probability: Double) -> Double {
        checkProbability(probability)
        let below = diversity * naturalLogarithm(2 * min(probability, 1 - probability))
        return (probability < 0.5 ? below : -below) + granularity / 2
    }

    /// Where the noise lies with at least this probability, whatever the number: symmetric around 0, in the number's
    /// unit. Costs no privacy.
    ///
    /// - Parameter confidenceLevel: between 0 and 1, exclusive.
    public func noiseConfidenceInterval(confidenceLevel: Double) -> ConfidenceInterval {
        noiseConfidenceInterval(confidenceLevel: confidenceLevel, around: 0)
    }

    /// Where the number without noise, clamped to ±``bound``, lies, given the noisy one. Costs no privacy.
    ///
    /// - Parameters:
    ///   - confidenceLevel: between 0 and 1, exclusive.
    ///   - noisyValue: what the mechanism returned.
    public func noiseConfidenceInterval(
        confidenceLevel: Double, around noisyValue: Double
    ) -> ConfidenceInterval {
        ConfidenceInterval.checkLevel(confidenceLevel)
        let radius = granularity / 2 - diversity * naturalLogarithm(1 - confidenceLevel)
        return ConfidenceInterval(
            noisyValue - radius, noisyValue + radius, confidenceLevel: confidenceLevel)
    }
}
