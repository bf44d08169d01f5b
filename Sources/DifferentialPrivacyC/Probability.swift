internal import CPrivacyInterface
internal import DifferentialPrivacy

/// Checks a confidence level or a probability.
func check(probability: Double, _ name: StaticString) throws(Failure) {
    guard probability > 0, probability < 1 else {
        throw Failure(
            Int(DP_INVALID_PROBABILITY), "\(name) must be greater than 0 and below 1")
    }
}

extension dp_interval {
    init(_ interval: ConfidenceInterval) {
        self.init(
            lower_bound: interval.lowerBound, upper_bound: interval.upperBound,
            confidence_level: interval.confidenceLevel)
    }
}
