/// Where the answer without noise lies, as far as the noise tells.
///
/// Speaks of the noise alone: clamping to the bounds, sampling and bias of the data aren't in it. It is computed from
/// the released value and public parameters, so it costs no privacy.
public struct ConfidenceInterval: Hashable, Sendable {
    /// In the unit of the value.
    public let lowerBound: Double
    /// In the unit of the value.
    public let upperBound: Double
    /// The probability that the interval covers, between 0 and 1.
    public let confidenceLevel: Double

    package init(_ lowerBound: Double, _ upperBound: Double, confidenceLevel: Double) {
        self.lowerBound = lowerBound
        self.upperBound = upperBound
        self.confidenceLevel = confidenceLevel
    }

    static func checkLevel(_ level: Double) {
        precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    }
}
