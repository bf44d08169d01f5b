internal import CPrivacySamplers

/// Noise on the integers, prepared once and drawn in C, in steps of a grid.
///
/// A prepared law never changes, so threads may share it; each draws from its own pool of random bytes. A draw that ends at
/// ±(2^63 − 1) stands for its tail ("about that much or more") and is drawn on before it is added: results are functions of
/// the exact sum.
protocol IntegerNoise: AnyObject {
    /// Its parameters live as long as `self`.
    @unsafe var sampler: dpk_sampler { get }

    /// What a draw of ±(2^63 − 1) stands for.
    func drawnOn(_ draw: Int64) -> Int128
}

extension IntegerNoise {
    /// One draw, which may stand for its tail.
    @inline(__always)
    func drawSaturated() -> Int64 {
        withExtendedLifetime(self) {
            var draw: Int64 = 0
            var sampler = unsafe sampler
            unsafe dpk_draw(&sampler, &draw, 1)
            return draw
        }
    }

    /// The whole of a draw.
    @inline(__always)
    func extended(_ draw: Int64) -> Int128 {
        draw.magnitude == UInt64(Int64.max) ? drawnOn(draw) : Int128(draw)
    }

    /// One draw.
    func draw() -> Int128 { extended(drawSaturated()) }

    /// `value`, rounded to `grid`, with noise.
    @inline(__always)
    func noisy(_ value: Double, on grid: PowerOfTwoGrid) -> Double {
        let draw = drawSaturated()
        return underDefaultRounding { grid.sum(of: value, and: draw, extended) }
    }

    @inline(__always)
    func noisy(_ value: Int, on grid: PowerOfTwoGrid) -> Int {
        grid.sum(of: value, and: drawSaturated(), extended)
    }

    /// Adds a draw of its own to every value, in place.
    @inline(__always)
    func add(to values: inout [Double], on grid: PowerOfTwoGrid) {
        underDefaultRounding {
            unsafe inBlocksOfDraws(&values) { draws, _, count in
                unsafe draw(into: draws, count)
            } add: { draws, numbers, count in
                unsafe grid.add(draws, to: numbers, count: count, extended)
            }
        }
    }

    @inline(__always)
    func add(to values: inout [Int], on grid: PowerOfTwoGrid) {
        unsafe inBlocksOfDraws(&values) { draws, _, count in
            unsafe draw(into: draws, count)
        } add: { draws, numbers, count in
            unsafe grid.add(draws, to: numbers, count: count, extended)
        }
    }

    /// Draws, which may stand for their tails.
    @inline(__always)
    func draw(into draws: UnsafeMutablePointer<Int64>, _ count: Int) {
        withExtendedLifetime(self) {
            var sampler = unsafe sampler
            unsafe dpk_draw(&sampler, draws, count)
        }
    }
}

extension Int128 {
    /// A number that C writes in two halves.
    init(
        halves write: (UnsafeMutablePointer<UInt64>, _ high: UnsafeMutablePointer<Int64>) -> Void
    ) {
        var low: UInt64 = 0
        var high: Int64 = 0
        unsafe write(&low, &high)
        self = Int128(high) << 64 | Int128(low)
    }
}
