internal import CPrivacySamplers

extension LaplaceMechanism {
    /// `value` with noise. Costs ε.
    ///
    /// - Parameter value: any double. ±infinity counts as the largest finite number of its sign; NaN, which isn't a
    ///   place on the line, counts as 0, so that its result says nothing.
    /// - Returns: a finite double; results beyond the largest finite one saturate.
    public func addNoise(to value: Double) -> Double {
        let draw = noise.drawSaturated()
        return underDefaultRounding {
            draw.magnitude < 1 << 51
                ? dpk_add_to_real(value, draw, granularity) : sum(of: value, and: draw)
        }
    }

    /// Adds noise to every value, in place. Each of the values costs ε, unless they are the numbers that
    /// `l0Sensitivity` speaks of. Faster than one by one.
    ///
    /// - Parameter values: as in ``addNoise(to:)-(Double)``.
    public func addNoise(to values: inout [Double]) {
        noise.add(to: &values, granularity: granularity) { value, draw in
            underDefaultRounding { sum(of: value, and: draw) }
        }
    }

    /// The exact sum of `value`, rounded to the grid, and `draw`, rounded once to a double.
    func sum(of value: Double, and draw: Int64) -> Double {
        let draw = noise.extended(draw)
        let limit = Double.greatestFiniteMagnitude
        let finite = value.isNaN ? 0 : min(max(value, -limit), limit)
        guard let steps = steps(of: finite) else {
            return Self.sum(finite, draw, exponent: exponent)
        }
        return (steps + draw.clamped(toPowerOfTwo: 126)).scaledDouble(byPowerOfTwo: exponent)
    }

    /// The number of grid steps that `value` is rounded to, ties to even; nil from 2^124 steps on, where every double
    /// lies on the grid.
    func steps(of value: Double) -> Int128? {
        let steps = Double(sign: .plus, exponent: -exponent, significand: value)
        return abs(steps) < 0x1p124 ? Int128(steps.rounded(.toNearestOrEven)) : nil
    }

    /// `value` + `draw` · 2^`exponent`, rounded once, for a value of at least 2^124 steps: the same function of the exact
    /// sum as for smaller ones (noise that comes near 2^123 steps isn't drawn in this world's lifetime).
    static func sum(_ value: Double, _ draw: Int128, exponent: Int) -> Double {
        // In steps of 2^lift the value is an integer of 110 bits; what the draw has below a step only breaks ties.
        let lift = Int(value.exponent) - 109
        let high = Int128(Double(sign: .plus, exponent: -lift, significand: value))
        let below = min(lift - exponent, 127)
        let whole = draw >> Int128(below)
        let sticky: Int128 = whole << Int128(below) == draw ? 0 : 1
        return (2 * (high + whole) + sticky).scaledDouble(byPowerOfTwo: lift - 1)
    }

    /// `value` with noise, rounded to an integer after the noise. Costs ε.
    ///
    /// - Returns: an integer; results beyond `Int.max` in magnitude saturate.
    public func addNoise(to value: Int) -> Int {
        sum(of: value, and: noise.drawSaturated())
    }

    /// Adds noise to every value, in place. Each of the values costs ε, unless they are the numbers that
    /// `l0Sensitivity` speaks of. Faster than one by one.
    public func addNoise(to values: inout [Int]) {
        if exponent <= 0 {
            noise.add(to: &values, shift: -exponent) { sum(of: $0, and: $1) }
        } else {
            noise.add(to: &values) { sum(of: $0, and: $1) }
        }
    }

    func sum(of value: Int, and draw: Int64) -> Int {
        let draw = noise.extended(draw).clamped(toPowerOfTwo: 125)
        // The value is rounded to the grid where that is coarser than 1, and lies on it otherwise.
        guard exponent <= 0 else {
            let rounded = Int128(value).roundedDivision(byPowerOfTwo: exponent)
            return (rounded + draw).saturatedInt(byPowerOfTwo: exponent)
        }
        // floor(value + draw · 2^exponent + 1/2): the value is an integer, so only the noise is rounded. Below 2^-126 it
        // rounds to 0.
        var noise = draw
        if exponent < 0 {
            let half: Int128 = 1 << Int128(min(-exponent, 126) - 1)
            noise = exponent >= -126 ? (draw + half) >> Int128(-exponent) : 0
        }
        return (Int128(value) + noise).saturatedInt(byPowerOfTwo: 0)
    }
}
