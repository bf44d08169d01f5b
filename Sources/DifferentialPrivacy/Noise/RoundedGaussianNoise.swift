internal import CPrivacySamplers

/// Normal noise rounded to integers, prepared once and drawn in C: the integer nearest to phase + scale · N for the ideal,
/// real normal N, exactly.
@safe final class RoundedGaussianNoise: Hashable, @unchecked Sendable {
    let scale: Double
    /// Whether each pair of draws makes one slow evaluation, real or decoy.
    let constantTime: Bool
    // A prepared law never changes, so threads may share it; each draws from its own pool of random bytes.
    private let law: OpaquePointer

    /// - Parameter scale: from 2^-6 to 2^26.
    init(scale: Double, constantTime: Bool = false) {
        guard let law = unsafe dpk_rounded_gaussian_prepare(scale) else {
            preconditionFailure("a noise scale is out of range or there is no memory")
        }
        unsafe self.law = law
        self.scale = scale
        self.constantTime = constantTime
    }

    deinit {
        unsafe dpk_rounded_gaussian_free(law)
    }

    /// `value`, wherever it lies between the points of `grid`, with noise, rounded to the grid.
    @inline(__always)
    func noisy(_ value: Double, on grid: PowerOfTwoGrid) -> Double {
        underDefaultRounding {
            grid.sum(of: value, and: draw(phase: grid.phase(of: value))) { Int128($0) }
        }
    }

    @inline(__always)
    func noisy(_ value: Int, on grid: PowerOfTwoGrid) -> Int {
        grid.sum(of: value, and: draw(phase: grid.phase(of: value))) { Int128($0) }
    }

    /// One draw.
    ///
    /// - Parameter phase: from −1/2 to 1/2.
    @inline(__always)
    func draw(phase: Double) -> Int64 {
        var phase = phase
        var draw: Int64 = 0
        unsafe fill(&draw, phases: &phase, 1)
        return draw
    }

    /// Adds a draw of its own, at its phase on `grid`, to every value, in place.
    @inline(__always)
    func add(to values: inout [Double], on grid: PowerOfTwoGrid) {
        underDefaultRounding {
            unsafe withWipedMemory(of: Double.self, capacity: blockLength(values.count)) { phases in
                unsafe inBlocksOfDraws(&values) { draws, numbers, count in
                    unsafe grid.phases(of: numbers, into: phases, count: count)
                    unsafe fill(draws, phases: phases, count)
                } add: { draws, numbers, count in
                    unsafe grid.add(draws, to: numbers, count: count) { Int128($0) }
                }
            }
        }
    }

    @inline(__always)
    func add(to values: inout [Int], on grid: PowerOfTwoGrid) {
        unsafe withWipedMemory(of: Double.self, capacity: blockLength(values.count)) { phases in
            unsafe inBlocksOfDraws(&values) { draws, numbers, count in
                unsafe grid.phases(of: numbers, into: phases, count: count)
                unsafe fill(draws, phases: phases, count)
            } add: { draws, numbers, count in
                unsafe grid.add(draws, to: numbers, count: count) { Int128($0) }
            }
        }
    }

    @inline(__always)
    private func fill(
        _ draws: UnsafeMutablePointer<Int64>, phases: UnsafePointer<Double>, _ count: Int
    ) {
        if constantTime {
            unsafe dpk_rounded_gaussian_draw_constant_time(law, phases, draws, count)
        } else {
            unsafe dpk_rounded_gaussian_draw(law, phases, draws, count)
        }
    }

    /// Two laws are equal when their scales are, and what they let be seen.
    static func == (a: RoundedGaussianNoise, b: RoundedGaussianNoise) -> Bool {
        a.scale == b.scale && a.constantTime == b.constantTime
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(scale)
        hasher.combine(constantTime)
    }
}
