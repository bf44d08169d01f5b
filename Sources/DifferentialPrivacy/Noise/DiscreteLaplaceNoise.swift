internal import CPrivacySamplers

/// Discrete Laplace noise, prepared once and drawn in C: P(Z = k) ∝ e^(−|k|/scale) on the integers, exactly.
@safe final class DiscreteLaplaceNoise: Hashable, @unchecked Sendable {
    let scale: Double
    // The prepared law never changes, so threads may share it; each draws from its own pool of random bytes.
    private let law: OpaquePointer

    /// - Parameter scale: positive, at most 2^55 (what `NoisePlan` guarantees).
    init(scale: Double) {
        guard let law = unsafe dpk_geometric_prepare(scale, 128) else {
            preconditionFailure("a noise scale is out of range or there is no memory")
        }
        unsafe self.law = law
        self.scale = scale
    }

    deinit {
        unsafe dpk_geometric_free(law)
    }

    /// One draw; below 2^126 in magnitude.
    func draw() -> Int128 {
        var low: UInt64 = 0
        var high: Int64 = 0
        unsafe dpk_discrete_laplace_draw_wide(law, &low, &high)
        return Int128(high) << 64 | Int128(low)
    }

    /// Two laws are equal when their scales are.
    static func == (a: DiscreteLaplaceNoise, b: DiscreteLaplaceNoise) -> Bool {
        a.scale == b.scale
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(scale)
    }
}
