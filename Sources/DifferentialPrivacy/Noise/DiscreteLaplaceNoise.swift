internal import CPrivacySamplers

/// Discrete Laplace noise, prepared once and drawn in C: P(Z = k) ∝ e^(−|k|/scale) on the integers, exactly.
@safe final class DiscreteLaplaceNoise: Hashable, @unchecked Sendable {
    let scale: Double
    /// Whether each trial of the fast sampler makes one slow evaluation, real or decoy.
    let constantTime: Bool
    // A prepared law never changes, so threads may share it; each draws from its own pool of random bytes.
    /// The fast sampler's law, for scales from 1/64 to 2^41.
    private let inversion: OpaquePointer?
    /// The reference sampler's law, for other scales.
    private let reference: OpaquePointer?
    /// Of whichever of the two there is; it lives as long as they.
    private let sampler: dpk_sampler

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

    /// A draw for each element; ±(2^63 − 1) means "at least", as in ``drawSaturated()``.
    func draw(into draws: UnsafeMutableBufferPointer<Int64>) {
        var sampler = unsafe sampler
        unsafe dpk_draw(&sampler, draws.baseAddress, draws.count)
    }

    /// Replaces every value by the sum of it and a draw of its own, on a grid of this granularity.
    ///
    /// - Parameter sum: the same for one value and a given draw, which ends at ±(2^63 − 1) as in ``drawSaturated()``.
    @inline(__always)
    func add(to values: inout [Double], granularity: Double, _ sum: (Double, Int64) -> Double) {
        unsafe addBlocks(to: &values, sum) { values, draws, count in
            unsafe dpk_add_to_reals(values, draws, count, granularity)
        }
    }

    /// The same for integers, to which draws are added in steps of 2^-`shift`, rounded to an integer; `shift` isn't
    /// negative.
    @inline(__always)
    func add(to values: inout [Int], shift: Int, _ sum: (Int, Int64) -> Int) {
        // A draw that C adds is below 2^51, so that shifts from 62 on are all the same.
        let shift = UInt32(min(shift, 62))
        unsafe addBlocks(to: &values, sum) { values, draws, count in
            unsafe values.withMemoryRebound(to: Int64.self, capacity: count) {
                unsafe dpk_add_to_integers($0, draws, count, shift)
            }
        }
    }

    /// The same with nothing but `sum`.
    @inline(__always)
    func add(to values: inout [Int], _ sum: (Int, Int64) -> Int) {
        unsafe addBlocks(to: &values, sum, nil)
    }

    /// Where there is `addNarrow`, it does all but the wide draws of a block, whose number it returns; see `dpk_add.h`.
    @inline(__always)
    private func addBlocks<Value>(
        to values: inout [Value], _ sum: (Value, Int64) -> Value,
        _ addNarrow: ((UnsafeMutablePointer<Value>, UnsafePointer<Int64>, Int) -> Int)?
    ) {
        var sampler = unsafe sampler
        let capacity = min(values.count, 4096)
        guard capacity > 0 else { return }
        // Temporary memory: filled by C up to `filled` before it is read, wiped at the end. Indices stay below both
        // buffers' counts.
        unsafe values.withUnsafeMutableBufferPointer { values in
            unsafe withUnsafeTemporaryAllocation(of: Int64.self, capacity: capacity) { block in
                let draws = block.baseAddress!
                for start in stride(from: 0, to: values.count, by: capacity) {
                    let filled = min(capacity, values.count - start)
                    let numbers = unsafe values.baseAddress! + start
                    unsafe dpk_draw(&sampler, draws, filled)
                    var least: UInt64 = 0
                    if let addNarrow = unsafe addNarrow {
                        if unsafe addNarrow(numbers, draws, filled) == 0 { continue }
                        least = UInt64(DPK_NARROW_DRAW)
                    }
                    for index in 0..<filled where unsafe draws[index].magnitude >= least {
                        unsafe numbers[index] = sum(numbers[index], draws[index])
                    }
                }
                unsafe wipe(block)
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

    /// Two laws are equal when their scales are, and what they let be seen.
    static func == (a: DiscreteLaplaceNoise, b: DiscreteLaplaceNoise) -> Bool {
        a.scale == b.scale && a.constantTime == b.constantTime
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(scale)
        hasher.combine(constantTime)
    }
}
