internal import CPrivacySamplers

/// Discrete Laplace noise, prepared once and drawn in C: P(Z = k) ∝ e^(−|k|/scale) on the integers, exactly.
@safe final class DiscreteLaplaceNoise: IntegerNoise, Hashable, @unchecked Sendable {
    let scale: Double
    /// Whether each trial of the fast sampler makes one slow evaluation, real or decoy.
    let constantTime: Bool
    /// The fast sampler's law, for scales from 1/64 to 2^41.
    private let inversion: OpaquePointer?
    /// The reference sampler's law, for other scales.
    private let reference: OpaquePointer?
    /// Of whichever of the two there is.
    @unsafe let sampler: dpk_sampler

    /// - Parameter scale: positive, at most 2^55 (what `NoisePlan` guarantees).
    init(scale: Double, constantTime: Bool = false) {
        let inversion = unsafe dpk_inversion_prepare(scale)
        unsafe self.inversion = inversion
        unsafe reference = inversion == nil ? Self.prepareReference(scale) : nil
        self.scale = scale
        self.constantTime = constantTime
        if let inversion = unsafe inversion {
            unsafe sampler =
                constantTime
                ? dpk_inversion_constant_time_sampler(inversion) : dpk_inversion_sampler(inversion)
        } else {
            unsafe sampler = dpk_discrete_laplace_sampler(reference)
        }
    }

    deinit {
        unsafe dpk_inversion_free(inversion)
        unsafe dpk_geometric_free(reference)
    }

    private static func prepareReference(_ scale: Double) -> OpaquePointer {
        guard let law = unsafe dpk_geometric_prepare(scale, 128) else {
            preconditionFailure("a noise scale is out of range or there is no memory")
        }
        return unsafe law
    }

    /// By the reference sampler; the fast one comes so far with probability e^(−2^22).
    @inline(never)
    func drawnOn(_ draw: Int64) -> Int128 {
        let law = unsafe reference ?? Self.prepareReference(scale)
        defer { if unsafe reference == nil { unsafe dpk_geometric_free(law) } }
        return unsafe Int128 { unsafe dpk_discrete_laplace_extend(law, draw, $0, $1) }
    }

    /// Two laws are equal when their scales are, and what they let be seen.
    static func == (a: DiscreteLaplaceNoise, b: DiscreteLaplaceNoise) -> Bool {
        a.scale == b.scale && a.constantTime == b.constantTime
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(scale)
        hasher.combine(constantTime)
    }
}
