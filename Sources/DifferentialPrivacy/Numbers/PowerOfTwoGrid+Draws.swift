internal import CPrivacySamplers

/// The sums of `PowerOfTwoGrid` for draws as samplers give them, of 64 bits. Draws that one may hope for are added without a
/// branch on numbers or draws, blocks of them in C; the others one by one, after `whole` has told what they stand for.
extension PowerOfTwoGrid {
    /// - Precondition: under the default rounding.
    @inline(__always)
    func sum(of value: Double, and draw: Int64, _ whole: (Int64) -> Int128) -> Double {
        draw.magnitude < DPK_NARROW_DRAW && isForReals
            ? dpk_add_to_real(value, draw, granularity) : sum(of: value, and: whole(draw))
    }

    @inline(__always)
    func sum(of value: Int, and draw: Int64, _ whole: (Int64) -> Int128) -> Int {
        guard exponent <= 0, draw.magnitude < DPK_NARROW_DRAW else {
            return self.sum(of: value, and: whole(draw))
        }
        // Nearly always 64 bits hold the sum. Whether they do, the result tells; nothing else is asked of the value.
        let shift = narrowShift
        let (sum, overflow) = value.addingReportingOverflow(
            Int((draw + (1 << shift) >> 1) >> shift))
        return overflow || sum == .min ? self.sum(of: value, and: Int128(draw)) : sum
    }

    /// Adds a draw to each of `count` numbers.
    ///
    /// - Precondition: under the default rounding.
    @inline(__always)
    func add(
        _ draws: UnsafePointer<Int64>, to numbers: UnsafeMutablePointer<Double>, count: Int,
        _ whole: (Int64) -> Int128
    ) {
        guard isForReals else {
            for i in 0..<count { unsafe numbers[i] = sum(of: numbers[i], and: whole(draws[i])) }
            return
        }
        // C stays below `count` in both.
        if unsafe dpk_add_to_reals(numbers, draws, count, granularity) > 0 {
            unsafe addWide(draws, count, whole) {
                unsafe numbers[$0] = sum(of: numbers[$0], and: $1)
            }
        }
    }

    @inline(__always)
    func add(
        _ draws: UnsafePointer<Int64>, to numbers: UnsafeMutablePointer<Int>, count: Int,
        _ whole: (Int64) -> Int128
    ) {
        guard exponent <= 0 else {
            for i in 0..<count { unsafe numbers[i] = sum(of: numbers[i], and: whole(draws[i])) }
            return
        }
        // C stays below `count` in both.
        let wide = unsafe numbers.withMemoryRebound(to: Int64.self, capacity: count) {
            unsafe dpk_add_to_integers($0, draws, count, UInt32(narrowShift))
        }
        if wide > 0 {
            unsafe addWide(draws, count, whole) {
                unsafe numbers[$0] = sum(of: numbers[$0], and: $1)
            }
        }
    }

    /// The phases of `count` numbers.
    @inline(__always)
    func phases(
        of numbers: UnsafePointer<Double>, into phases: UnsafeMutablePointer<Double>, count: Int
    ) {
        guard isForReals else {
            for i in 0..<count { unsafe phases[i] = phase(of: numbers[i]) }
            return
        }
        unsafe dpk_phases_of_reals(numbers, phases, count, granularity)
    }

    @inline(__always)
    func phases(
        of numbers: UnsafePointer<Int>, into phases: UnsafeMutablePointer<Double>, count: Int
    ) {
        for i in 0..<count { unsafe phases[i] = phase(of: numbers[i]) }
    }

    /// Whether C adds to doubles on this grid: 2^52 steps of it are a double.
    @inline(__always)
    private var isForReals: Bool { exponent <= 960 }

    /// By how many places a draw is shifted where steps aren't above 1. As it is below 2^51, shifts from 62 on are all the
    /// same.
    @inline(__always)
    private var narrowShift: Int64 { Int64(min(-exponent, 62)) }

    /// The draws that C leaves alone.
    @inline(never)
    private func addWide(
        _ draws: UnsafePointer<Int64>, _ count: Int, _ whole: (Int64) -> Int128,
        _ add: (_ index: Int, _ draw: Int128) -> Void
    ) {
        for i in 0..<count where unsafe draws[i].magnitude >= UInt64(DPK_NARROW_DRAW) {
            unsafe add(i, whole(draws[i]))
        }
    }
}
