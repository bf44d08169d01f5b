internal import CPrivacySamplers

/// Discrete Gaussian noise, prepared once and drawn in C: P(Z = k) ∝ e^(−k²/2σ²) on the integers, exactly.
@safe final class DiscreteGaussianNoise: Hashable, @unchecked Sendable {
    let sigma: Double
    // A prepared law never changes, so threads may share it; each draws from its own pool of random bytes.
    private let law: OpaquePointer

    /// - Parameter sigma: from 2^-6 to 2^41.
    init(sigma: Double) {
        guard let law = unsafe dpk_discrete_gaussian_prepare(sigma) else {
            preconditionFailure("a noise scale is out of range or there is no memory")
        }
        unsafe self.law = law
        self.sigma = sigma
    }

    deinit {
        unsafe dpk_discrete_gaussian_free(law)
    }

    /// One draw; ±(2^63 − 1) means "at least" (after 2^22 standard deviations).
    func drawSaturated() -> Int64 {
        var draw: Int64 = 0
        var sampler = unsafe dpk_discrete_gaussian_sampler(law)
        unsafe dpk_draw(&sampler, &draw, 1)
        return draw
    }

    /// Replaces every value by `sum` of it and a draw of its own.
    @inline(__always)
    func add<Value>(to values: inout [Value], _ sum: (Value, Int64) -> Value) {
        var sampler = unsafe dpk_discrete_gaussian_sampler(law)
        let capacity = min(values.count, 2048)
        // Temporary memory: filled by C up to `filled` before it is read, wiped at the end. Indices stay below both
        // buffers' counts.
        unsafe values.withUnsafeMutableBufferPointer { values in
            unsafe withUnsafeTemporaryAllocation(of: Int64.self, capacity: capacity) { block in
                for start in stride(from: 0, to: values.count, by: 2048) {
                    let filled = min(capacity, values.count - start)
                    unsafe dpk_draw(&sampler, block.baseAddress, filled)
                    for index in 0..<filled {
                        unsafe values[start + index] = sum(values[start + index], block[index])
                    }
                }
                unsafe wipe(block)
            }
        }
    }

    /// Two laws are equal when their parameters are.
    static func == (a: DiscreteGaussianNoise, b: DiscreteGaussianNoise) -> Bool {
        a.sigma == b.sigma
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(sigma)
    }
}
