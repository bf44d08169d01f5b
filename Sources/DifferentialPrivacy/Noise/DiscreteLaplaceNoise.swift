internal import CPrivacySamplers

/// Discrete Laplace noise, prepared once and drawn in C: P(Z = k) ∝ e^(−|k|/scale) on the integers, exactly.
@safe final class DiscreteLaplaceNoise: Hashable, @unchecked Sendable {
    let scale: Double
    // A prepared law never changes, so threads may share it; each draws from its own pool of random bytes.
    /// The fast sampler's law, for scales from 1/64 to 2^41.
    private let inversion: OpaquePointer?
    /// The reference sampler's law, for other scales.
    private let reference: OpaquePointer?

    /// - Parameter scale: positive, at most 2^55 (what `NoisePlan` guarantees).
    init(scale: Double) {
        let inversion = unsafe dpk_inversion_prepare(scale)
        unsafe self.inversion = inversion
        unsafe reference = inversion == nil ? Self.prepareReference(scale) : nil
        self.scale = scale
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

    private var sampler: dpk_sampler {
        if let law = unsafe inversion { return unsafe dpk_inversion_sampler(law) }
        return unsafe dpk_discrete_laplace_sampler(reference)
    }

    /// One draw.
    func draw() -> Int128 {
        extended(drawSaturated())
    }

    /// One draw; ±(2^63 − 1) means "at least", see ``extended(_:)``.
    func drawSaturated() -> Int64 {
        var draw: Int64 = 0
        var sampler = unsafe sampler
        unsafe dpk_draw(&sampler, &draw, 1)
        return draw
    }

    /// Replaces every value by `sum` of it and a draw of its own, which ends at ±(2^63 − 1) as in ``drawSaturated()``.
    @inline(__always)
    func add<Value>(to values: inout [Value], _ sum: (Value, Int64) -> Value) {
        var sampler = unsafe sampler
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
                unsafe block.update(repeating: 0)
            }
        }
    }

    /// Outputs of the samplers end at ±(2^63 − 1), which there means "at least"; such a one is drawn on, by the
    /// reference sampler. (The fast one has probability e^(−2^22) of coming so far.)
    @inline(__always)
    func extended(_ draw: Int64) -> Int128 {
        guard draw.magnitude == UInt64(Int64.max) else { return Int128(draw) }
        return drawnOn(draw)
    }

    @inline(never)
    private func drawnOn(_ draw: Int64) -> Int128 {
        let law = unsafe reference ?? Self.prepareReference(scale)
        defer { if unsafe reference == nil { unsafe dpk_geometric_free(law) } }
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
