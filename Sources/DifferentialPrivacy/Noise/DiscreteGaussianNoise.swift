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

    /// One draw; ±(2^63 − 1) means "at least" (after 2^22 standard deviations), see ``extended(_:)``.
    func drawSaturated() -> Int64 {
        var draw: Int64 = 0
        var sampler = unsafe dpk_discrete_gaussian_sampler(law)
        unsafe dpk_draw(&sampler, &draw, 1)
        return draw
    }

    /// Replaces every value by the sum of it and a draw of its own.
    ///
    /// - Parameter sum: the same for one value and a given draw.
    @inline(__always)
    func add(to values: inout [Int], _ sum: (Int, Int64) -> Int) {
        var sampler = unsafe dpk_discrete_gaussian_sampler(law)
        let capacity = min(values.count, 2048)
        guard capacity > 0 else { return }
        // Temporary memory: filled by C up to `filled` before it is read, wiped at the end. Indices stay below both
        // buffers' counts.
        unsafe values.withUnsafeMutableBufferPointer { values in
            unsafe withUnsafeTemporaryAllocation(of: Int64.self, capacity: capacity) { block in
                for start in stride(from: 0, to: values.count, by: 2048) {
                    let filled = min(capacity, values.count - start)
                    unsafe dpk_draw(&sampler, block.baseAddress, filled)
                    let numbers = unsafe values.baseAddress! + start
                    let wide = unsafe numbers.withMemoryRebound(to: Int64.self, capacity: filled) {
                        unsafe dpk_add_to_integers($0, block.baseAddress, filled, 0)
                    }
                    if wide > 0 { unsafe Self.addWide(numbers, block, filled, sum) }
                }
                unsafe wipe(block)
            }
        }
    }

    /// The whole of a draw that may have saturated.
    @inline(__always)
    func extended(_ draw: Int64) -> Int128 {
        guard draw.magnitude == UInt64(Int64.max) else { return Int128(draw) }
        return drawnOn(draw)
    }

    @inline(never)
    private func drawnOn(_ draw: Int64) -> Int128 {
        var low: UInt64 = 0
        var high: Int64 = 0
        unsafe dpk_discrete_gaussian_extend(law, draw, &low, &high)
        return Int128(high) << 64 | Int128(low)
    }

    /// The draws that C leaves alone.
    @inline(never)
    private static func addWide(
        _ numbers: UnsafeMutablePointer<Int>, _ draws: UnsafeMutableBufferPointer<Int64>,
        _ count: Int, _ sum: (Int, Int64) -> Int
    ) {
        for index in 0..<count
        where unsafe draws[index].magnitude >= UInt64(DPK_NARROW_DRAW) {
            unsafe numbers[index] = sum(numbers[index], draws[index])
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
