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

    /// One draw.
    func draw() -> Int128 {
        var draw: Int64 = 0
        var sampler = unsafe dpk_discrete_laplace_sampler(law)
        unsafe dpk_draw(&sampler, &draw, 1)
        return extended(draw)
    }

    /// Hands `count` draws to `body`, one after another.
    func forEachDraw(_ count: Int, _ body: (Int, Int128) -> Void) {
        var sampler = unsafe dpk_discrete_laplace_sampler(law)
        // Temporary memory: filled by C up to `filled` before it is read.
        unsafe withUnsafeTemporaryAllocation(of: Int64.self, capacity: 512) { block in
            for start in stride(from: 0, to: count, by: 512) {
                let filled = min(512, count - start)
                unsafe dpk_draw(&sampler, block.baseAddress, filled)
                for index in 0..<filled {
                    body(start + index, extended(unsafe block[index]))
                }
            }
            unsafe block.update(repeating: 0)
        }
    }

    /// Outputs of the sampler end at ±(2^63 − 1), which there means "at least"; such a one is drawn on.
    @inline(__always)
    private func extended(_ draw: Int64) -> Int128 {
        guard draw.magnitude == UInt64(Int64.max) else { return Int128(draw) }
        var low: UInt64 = 0
        var high: Int64 = 0
        unsafe dpk_discrete_laplace_extend(law, draw, &low, &high)
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
