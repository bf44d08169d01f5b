internal import CPrivacySamplers

/// Discrete Gaussian noise, prepared once and drawn in C: P(Z = k) ∝ e^(−k²/2σ²) on the integers, exactly.
@safe final class DiscreteGaussianNoise: IntegerNoise, Hashable, @unchecked Sendable {
    let sigma: Double
    /// Whether each trial makes one slow evaluation, real or decoy.
    let constantTime: Bool
    private let law: OpaquePointer
    @unsafe let sampler: dpk_sampler

    /// - Parameter sigma: from 2^-6 to 2^41.
    init(sigma: Double, constantTime: Bool = false) {
        guard let law = unsafe dpk_discrete_gaussian_prepare(sigma) else {
            preconditionFailure("a noise scale is out of range or there is no memory")
        }
        unsafe self.law = law
        unsafe sampler =
            constantTime
            ? dpk_discrete_gaussian_constant_time_sampler(law) : dpk_discrete_gaussian_sampler(law)
        self.sigma = sigma
        self.constantTime = constantTime
    }

    deinit {
        unsafe dpk_discrete_gaussian_free(law)
    }

    /// After 2^22 standard deviations.
    @inline(never)
    func drawnOn(_ draw: Int64) -> Int128 {
        unsafe Int128 { unsafe dpk_discrete_gaussian_extend(law, draw, $0, $1) }
    }

    /// Two laws are equal when their parameters are, and what they let be seen.
    static func == (a: DiscreteGaussianNoise, b: DiscreteGaussianNoise) -> Bool {
        a.sigma == b.sigma && a.constantTime == b.constantTime
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(sigma)
        hasher.combine(constantTime)
    }
}
