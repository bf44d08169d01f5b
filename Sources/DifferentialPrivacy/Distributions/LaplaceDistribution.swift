/// The Laplace law around 0, to draw from and to ask: density e^(−|x|/b)/(2b) with b = ``diversity``.
///
/// For simulations and tables. To protect data take ``LaplaceMechanism``: it knows the sensitivity, pays for the rounding
/// of what it is given, and says what it costs.
public struct LaplaceDistribution: Hashable, Sendable {
    /// The scale b; the standard deviation is √2 b.
    public let diversity: Double
    private let exponent: Int
    private let law: DiscreteLaplaceNoise

    /// The law of the noise that protects a number of this sensitivity: diversity = sensitivity / ε.
    ///
    /// - Parameters:
    ///   - epsilon: finite, at least 2^-50.
    ///   - sensitivity: finite, greater than 0, at most 2^900.
    /// - Throws: ``ParameterError``.
    public init(epsilon: Double, sensitivity: Double) throws(ParameterError) {
        let epsilon = try Epsilon(epsilon)
        let sensitivityParameter = try Rational(positive: sensitivity, .l1Sensitivity)
        let scale = sensitivityParameter / epsilon.exact
        exponent = scale.ceilLog2 - 40
        guard exponent >= -1000 else {
            throw ParameterError(.l1Sensitivity, .notTooFine, .number(sensitivity))
        }
        guard exponent <= 920 else {
            throw ParameterError(.l1Sensitivity, .noiseNotTooLarge, .number(sensitivity))
        }
        diversity = scale.roundedUp
        law = DiscreteLaplaceNoise(scale: scale.scaled(byPowerOfTwo: -exponent).roundedUp)
    }

    /// A draw, on a grid of 2^-40 to 2^-39 diversities: exactly the discrete Laplace law there, from secure random bytes.
    public func sample() -> Double {
        law.draw().scaledDouble(byPowerOfTwo: exponent)
    }

    /// 2b².
    public var variance: Double { 2 * diversity * diversity }

    /// P(X <= x), to about 1e-15 relative.
    public func cumulativeProbability(_ x: Double) -> Double {
        x < 0 ? exponential(x / diversity) / 2 : 1 - exponential(-x / diversity) / 2
    }

    /// The x with P(X <= x) = `probability`.
    ///
    /// - Precondition: `probability` lies between 0 and 1, exclusive.
    public func quantile(_ probability: Double) -> Double {
        precondition(probability > 0 && probability < 1, "a probability lies between 0 and 1")
        return probability < 0.5
            ? diversity * naturalLogarithm(2 * probability)
            : -diversity * naturalLogarithm(2 * (1 - probability))
    }
}
