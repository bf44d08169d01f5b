internal import CPrivacyExact
internal import CPrivacySamplers

/// Staircase noise on the integers, prepared once and drawn in C, exactly: the law of ``StaircaseLaw``.
@safe final class StaircaseNoise: Hashable, @unchecked Sendable {
    let epsilon: Rational
    let sensitivity: Int
    let width: Int
    // A prepared law never changes, so threads may share it; each draws from its own pool of random bytes.
    private let law: OpaquePointer

    /// - Parameters:
    ///   - epsilon: at least 2^-50.
    ///   - sensitivity: in steps, 1 ... 2^46, and at most ε · 2^56 (what `StaircaseMechanism` guarantees).
    ///   - width: 1 ... sensitivity.
    init(epsilon: Rational, sensitivity: Int, width: Int) {
        let law = unsafe epsilon.withNumber {
            unsafe dpk_staircase_prepare($0, UInt64(sensitivity), UInt64(width), 128)
        }
        guard let law = unsafe law else {
            preconditionFailure("a staircase is out of range or there is no memory")
        }
        unsafe self.law = law
        self.epsilon = epsilon
        self.sensitivity = sensitivity
        self.width = width
    }

    deinit {
        unsafe dpk_staircase_free(law)
    }

    /// One draw; ±(2^63 − 1) means "about that much or more", see ``extended(_:)``.
    func drawSaturated() -> Int64 {
        var draw: Int64 = 0
        var sampler = unsafe dpk_staircase_sampler(law)
        unsafe dpk_draw(&sampler, &draw, 1)
        return draw
    }

    /// Replaces every value by `sum` of it and a draw of its own, as in ``drawSaturated()``.
    @inline(__always)
    func add<Value>(to values: inout [Value], _ sum: (Value, Int64) -> Value) {
        var sampler = unsafe dpk_staircase_sampler(law)
        let capacity = min(values.count, 2048)
        guard capacity > 0 else { return }
        // Temporary memory: filled by C up to `filled` before it is read, wiped at the end. Indices stay below both
        // buffers' counts.
        unsafe values.withUnsafeMutableBufferPointer { values in
            unsafe withUnsafeTemporaryAllocation(of: Int64.self, capacity: capacity) { block in
                for start in stride(from: 0, to: values.count, by: capacity) {
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
        unsafe dpk_staircase_extend(law, draw, &low, &high)
        return Int128(high) << 64 | Int128(low)
    }

    /// Two laws are equal when their parameters are.
    static func == (a: StaircaseNoise, b: StaircaseNoise) -> Bool {
        a.epsilon == b.epsilon && a.sensitivity == b.sensitivity && a.width == b.width
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(epsilon)
        hasher.combine(sensitivity)
        hasher.combine(width)
    }
}
