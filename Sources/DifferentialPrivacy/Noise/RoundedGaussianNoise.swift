internal import CPrivacySamplers

/// Normal noise rounded to integers, prepared once and drawn in C: the integer nearest to phase + scale · N for the ideal,
/// real normal N, exactly.
@safe final class RoundedGaussianNoise: Hashable, @unchecked Sendable {
    let scale: Double
    // A prepared law never changes, so threads may share it; each draws from its own pool of random bytes.
    private let law: OpaquePointer

    /// - Parameter scale: from 2^-6 to 2^26.
    init(scale: Double) {
        guard let law = unsafe dpk_rounded_gaussian_prepare(scale) else {
            preconditionFailure("a noise scale is out of range or there is no memory")
        }
        unsafe self.law = law
        self.scale = scale
    }

    deinit {
        unsafe dpk_rounded_gaussian_free(law)
    }

    /// One draw.
    ///
    /// - Parameter phase: from −1/2 to 1/2.
    func draw(phase: Double) -> Int64 {
        var phase = phase
        var draw: Int64 = 0
        unsafe dpk_rounded_gaussian_draw(law, &phase, &draw, 1)
        return draw
    }

    /// Replaces every value by `sum` of it and a draw of its own at the value's `phase`.
    @inline(__always)
    func add<Value>(
        to values: inout [Value], phase: (Value) -> Double, _ sum: (Value, Int64) -> Value
    ) {
        let capacity = min(values.count, 2048)
        // Temporary memory: both blocks are written up to `filled` before they are read, wiped at the end. Indices stay
        // below all buffers' counts.
        unsafe values.withUnsafeMutableBufferPointer { values in
            unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: capacity) { phases in
                unsafe withUnsafeTemporaryAllocation(of: Int64.self, capacity: capacity) { draws in
                    for start in stride(from: 0, to: values.count, by: 2048) {
                        let filled = min(capacity, values.count - start)
                        for index in 0..<filled {
                            unsafe phases[index] = phase(values[start + index])
                        }
                        unsafe dpk_rounded_gaussian_draw(
                            law, phases.baseAddress, draws.baseAddress, filled)
                        for index in 0..<filled {
                            unsafe values[start + index] = sum(values[start + index], draws[index])
                        }
                    }
                    unsafe wipe(draws)
                    unsafe wipe(phases)
                }
            }
        }
    }

    /// Replaces every value by the sum of its grid point and a draw at its phase, on a grid of this granularity.
    ///
    /// - Parameters:
    ///   - granularity: a power of two from 2^-1000 to 2^960.
    ///   - sum: the same for one value and a given draw.
    @inline(__always)
    func add(to values: inout [Double], granularity: Double, _ sum: (Double, Int64) -> Double) {
        let capacity = min(values.count, 2048)
        // Temporary memory: both blocks are written up to `filled` before they are read, wiped at the end. C stays below
        // `filled` in all buffers.
        unsafe values.withUnsafeMutableBufferPointer { values in
            guard capacity > 0, let first = values.baseAddress else { return }
            unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: capacity) { phases in
                unsafe withUnsafeTemporaryAllocation(of: Int64.self, capacity: capacity) { draws in
                    for start in stride(from: 0, to: values.count, by: capacity) {
                        let filled = min(capacity, values.count - start)
                        let numbers = unsafe first + start
                        unsafe dpk_phases_of_reals(
                            numbers, phases.baseAddress, filled, granularity)
                        unsafe dpk_rounded_gaussian_draw(
                            law, phases.baseAddress, draws.baseAddress, filled)
                        let wide = unsafe dpk_add_to_reals(
                            numbers, draws.baseAddress, filled, granularity)
                        if wide > 0 { unsafe Self.addWide(numbers, draws, filled, sum) }
                    }
                    unsafe wipe(draws)
                    unsafe wipe(phases)
                }
            }
        }
    }

    /// The draws that C leaves alone.
    @inline(never)
    private static func addWide(
        _ numbers: UnsafeMutablePointer<Double>, _ draws: UnsafeMutableBufferPointer<Int64>,
        _ count: Int, _ sum: (Double, Int64) -> Double
    ) {
        for index in 0..<count
        where unsafe draws[index].magnitude >= UInt64(DPK_NARROW_DRAW) {
            unsafe numbers[index] = sum(numbers[index], draws[index])
        }
    }

    /// Two laws are equal when their scales are.
    static func == (a: RoundedGaussianNoise, b: RoundedGaussianNoise) -> Bool {
        a.scale == b.scale
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(scale)
    }
}
