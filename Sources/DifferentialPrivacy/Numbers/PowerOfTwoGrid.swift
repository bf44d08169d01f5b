/// The multiples of 2^exponent, to which numbers are rounded before noise is added: in the numbers' unit, chosen from public
/// parameters alone.
struct PowerOfTwoGrid: Hashable, Sendable {
    let exponent: Int

    /// All integers.
    static var integers: PowerOfTwoGrid { PowerOfTwoGrid(exponent: 0) }

    /// The distance of two neighbours, for an exponent between −1000 and 1000: all that doubles are put on.
    @inline(__always)
    var granularity: Double { Self.powerOfTwo(exponent) }

    @inline(__always)
    private static func powerOfTwo(_ exponent: Int) -> Double {
        Double(bitPattern: UInt64(exponent + 1023) << 52)
    }

    /// `value` in steps: exact, unless it is subnormal then.
    @inline(__always)
    private func inSteps(_ value: Double) -> Double { value * Self.powerOfTwo(-exponent) }

    /// What `value` counts as: ±infinity as the largest finite number of its sign, NaN as 0.
    @inline(__always)
    private static func finite(_ value: Double) -> Double {
        let limit = Double.greatestFiniteMagnitude
        return value.isNaN ? 0 : min(max(value, -limit), limit)
    }

    /// The number of steps that `value` is rounded to, ties to even; nil from 2^124 steps on, where every double lies on
    /// the grid.
    func steps(of value: Double) -> Int128? {
        let steps = inSteps(value)
        return abs(steps) < 0x1p124 ? Int128(steps.rounded(.toNearestOrEven)) : nil
    }

    /// How far `value` lies above its nearest grid point, in steps: from −1/2 to 1/2.
    ///
    /// Exact for a granularity up to 1: scaling by a power of two is, and a double's distance from the nearest integer has
    /// no more digits than the double. From 2^53 steps on a double is a whole number of them. For a larger granularity
    /// places below 2^-1074 steps are lost, which `GaussianMechanism` pays for.
    @inline(__always)
    func phase(of value: Double) -> Double {
        let steps = inSteps(Self.finite(value))
        return abs(steps) < 0x1p53 ? steps - steps.rounded(.toNearestOrEven) : 0
    }

    /// The same for an integer: exact, as one below 2^52 over a power of two.
    func phase(of value: Int) -> Double {
        precondition(exponent <= 52, "a step of 2^53 and more isn't for integers")
        guard exponent > 0 else { return 0 }
        let below = value & (1 << exponent - 1)
        let steps = Int128(value).roundedDivision(byPowerOfTwo: exponent)
        let isAbove = steps > Int128(value) >> Int128(exponent)
        return inSteps(Double(isAbove ? below - 1 << exponent : below))
    }
}

/// Exact sums of a number, rounded to the grid, and a draw of noise in steps. A draw beyond ±2^125 counts as that, which is
/// post-processing (and isn't drawn in this world's lifetime).
extension PowerOfTwoGrid {
    /// The sum, rounded once to a finite double.
    func sum(of value: Double, and draw: Int128) -> Double {
        let finite = Self.finite(value)
        guard let steps = steps(of: finite) else { return sum(ofLarge: finite, and: draw) }
        return (steps + draw.clamped(toPowerOfTwo: 125)).scaledDouble(byPowerOfTwo: exponent)
    }

    /// The same for a finite value of at least 2^124 steps, and noise that doesn't come near 2^123.
    private func sum(ofLarge value: Double, and draw: Int128) -> Double {
        // In steps of 2^lift the value is an integer of 110 bits; what the draw has below a step only breaks ties.
        let lift = Int(value.exponent) - 109
        let high = Int128(Double(sign: .plus, exponent: -lift, significand: value))
        let below = min(lift - exponent, 127)
        let whole = draw >> Int128(below)
        let sticky: Int128 = whole << Int128(below) == draw ? 0 : 1
        return (2 * (high + whole) + sticky).scaledDouble(byPowerOfTwo: lift - 1)
    }

    /// The sum, rounded to an integer where the grid is finer than 1; at most `Int.max` in magnitude.
    func sum(of value: Int, and draw: Int128) -> Int {
        let draw = draw.clamped(toPowerOfTwo: 125)
        guard exponent < 0 else {
            let steps = Int128(value).roundedDivision(byPowerOfTwo: exponent)
            return (steps + draw).saturatedInt(byPowerOfTwo: exponent)
        }
        // floor(value + draw · 2^exponent + 1/2): the value is an integer, so only the noise is rounded. Below 2^-126 it
        // rounds to 0.
        let half: Int128 = 1 << Int128(min(-exponent, 126) - 1)
        let noise = exponent >= -126 ? (draw + half) >> Int128(-exponent) : 0
        return (Int128(value) + noise).saturatedInt(byPowerOfTwo: 0)
    }
}
