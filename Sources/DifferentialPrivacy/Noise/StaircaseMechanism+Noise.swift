internal import CPrivacySamplers

extension StaircaseMechanism where Value == Double {
    /// `value` with noise. Costs ε.
    ///
    /// - Parameter value: any double. ±infinity counts as the largest finite number of its sign; NaN, which isn't a
    ///   place on the line, counts as 0, so that its result says nothing.
    /// - Returns: a finite double; results beyond the largest finite one saturate.
    public func addNoise(to value: Double) -> Double {
        underDefaultRounding { sum(of: value, and: noise.drawSaturated()) }
    }

    /// Adds noise to every value, in place. Each of the values costs ε. Faster than one by one.
    ///
    /// - Parameter values: as in ``addNoise(to:)-(Double)``.
    public func addNoise(to values: inout [Double]) {
        underDefaultRounding { noise.add(to: &values) { sum(of: $0, and: $1) } }
    }

    /// The exact sum of `value`, rounded to the grid, and `draw`, rounded once to a double.
    @inline(__always)
    private func sum(of value: Double, and draw: Int64) -> Double {
        // The same work whatever the value is.
        draw.magnitude < DPK_NARROW_DRAW
            ? dpk_add_to_real(value, draw, step) : wideSum(of: value, and: noise.extended(draw))
    }

    @inline(never)
    private func wideSum(of value: Double, and draw: Int128) -> Double {
        let limit = Double.greatestFiniteMagnitude
        let finite = value.isNaN ? 0 : min(max(value, -limit), limit)
        let steps = Double(sign: .plus, exponent: -exponent, significand: finite)
        // From 2^124 steps on every double lies on the grid.
        guard abs(steps) < 0x1p124 else {
            return LaplaceMechanism.sum(finite, draw, exponent: exponent)
        }
        let rounded = Int128(steps.rounded(.toNearestOrEven))
        return (rounded + draw.clamped(toPowerOfTwo: 126)).scaledDouble(byPowerOfTwo: exponent)
    }
}

extension StaircaseMechanism where Value == Int {
    /// `value` with noise. Costs ε.
    ///
    /// - Returns: an integer; results beyond `Int.max` in magnitude saturate.
    public func addNoise(to value: Int) -> Int {
        sum(of: value, and: noise.drawSaturated())
    }

    /// Adds noise to every value, in place. Each of the values costs ε. Faster than one by one.
    public func addNoise(to values: inout [Int]) {
        noise.add(to: &values) { sum(of: $0, and: $1) }
    }

    @available(
        *, unavailable,
        message: """
            the sensitivity is an integer, so the values must be; for Double values write 1.0 or \
            StaircaseMechanism<Double>
            """
    )
    public func addNoise(to value: Double) -> Double { fatalError() }

    @inline(__always)
    private func sum(of value: Int, and draw: Int64) -> Int {
        // Nearly always 64 bits hold the sum. Whether they do, the result tells; nothing else is asked of the value.
        let (sum, overflow) = value.addingReportingOverflow(Int(draw))
        guard exponent == 0, draw.magnitude < 1 << 61, !overflow, sum != .min else {
            // Limiting a sum is post-processing; a draw is exact below 2^126.
            let rounded = Int128(value).roundedDivision(byPowerOfTwo: exponent)
            return (rounded + noise.extended(draw).clamped(toPowerOfTwo: 126))
                .saturatedInt(byPowerOfTwo: exponent)
        }
        return sum
    }
}
