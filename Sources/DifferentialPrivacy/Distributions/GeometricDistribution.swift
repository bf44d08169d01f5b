/// The geometric law of failures before the first success: P(X = k) = (1 − e^−λ) e^(−λk), k = 0, 1, ….
///
/// For simulations. To protect integers take ``GeometricMechanism``, whose noise has two sides.
public struct GeometricDistribution: Hashable, Sendable {
    /// λ; a trial succeeds with probability 1 − e^−λ.
    public let lambda: Double
    private let law: GeometricNoise

    /// A geometric law.
    ///
    /// - Parameter lambda: from 2^-50 to 2^960.
    /// - Throws: ``ParameterError``.
    public init(lambda: Double) throws(ParameterError) {
        _ = try Rational(positive: lambda, .lambda)
        guard lambda >= 0x1p-50 else {
            throw ParameterError(.lambda, .notBelowTwoToMinus50, .number(lambda))
        }
        self.lambda = lambda
        law = GeometricNoise(scale: 1 / lambda)
    }

    /// A draw; `Int.max` means "at least". Exact for 1/λ rounded to a double; from secure random bytes.
    public func sample() -> Int { law.draw() }

    /// q/(1 − q)² with q = e^−λ.
    public var variance: Double {
        let failure = exponentialMinusOne(-lambda)
        return exponential(-lambda) / (failure * failure)
    }

    /// P(X <= k) = 1 − e^(−λ(k + 1)), without cancellation.
    public func cumulativeProbability(_ k: Int) -> Double {
        k < 0 ? 0 : -exponentialMinusOne(-lambda * (Double(k) + 1))
    }
}
