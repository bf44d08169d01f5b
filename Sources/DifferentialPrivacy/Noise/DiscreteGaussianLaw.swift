/// The discrete Gaussian law's variance and quantile: P(Z = k) ∝ e^(−k²/2σ²).
///
/// For displays and intervals; doubles are accurate to about 1e-12 relative here and decide no probability.
struct DiscreteGaussianLaw: Hashable, Sendable {
    let sigma: Double

    /// Above this the law's sums are the normal law's integrals: by Poisson's summation formula to a relative
    /// e^(−2π²σ²) for the whole line, and to about 1/24σ² for tails at half-integers.
    private static let largestSummed = 64.0

    private func mass(_ k: Double) -> Double {
        exponential(-k * k / (2 * sigma * sigma))
    }

    /// Beyond, masses are below e^-800 of the one at 0.
    private var last: Double { (40 * sigma).rounded(.up) }

    var variance: Double {
        guard sigma <= Self.largestSummed else { return sigma * sigma }
        var total = 1.0
        var squares = 0.0
        for k in stride(from: 1, through: last, by: 1) {
            total += 2 * mass(k)
            squares += 2 * k * k * mass(k)
        }
        return squares / total
    }

    /// The least integer radius with P(|Z| <= radius) >= level; above σ = 64 one more where that is close.
    ///
    /// - Parameter level: between 0 and 1, exclusive.
    func radius(covering level: Double) -> Double {
        guard sigma <= Self.largestSummed else {
            return (NormalLaw.radius(covering: level) * sigma + 0.5).rounded(.up)
        }
        // From the far end inwards, so that small tails keep their digits.
        let total = 1 + 2 * stride(from: last, through: 1, by: -1).reduce(0) { $0 + mass($1) }
        var beyond = 0.0
        for k in stride(from: last, through: 1, by: -1) {
            beyond += 2 * mass(k)
            if beyond > (1 - level) * total { return k }
        }
        return 0
    }
}
