internal import CPrivacySamplers

extension GaussianMechanism {
    /// `value` with noise. Costs ε and δ.
    ///
    /// - Parameter value: any double. ±infinity counts as the largest finite number of its sign; NaN, which isn't a
    ///   place on the line, counts as 0, so that its result says nothing.
    /// - Returns: a finite double; results beyond the largest finite one saturate.
    public func addNoise(to value: Double) -> Double {
        underDefaultRounding { sum(of: value, and: noise.draw(phase: phase(of: value))) }
    }

    /// Adds noise to every value, in place. All the values together cost ε and δ once, if they are the numbers that the
    /// sensitivities speak of; otherwise each of them. Faster than one by one.
    ///
    /// - Parameter values: as in ``addNoise(to:)-(Double)``.
    public func addNoise(to values: inout [Double]) {
        underDefaultRounding {
            if exponent <= 960 {
                noise.add(to: &values, granularity: granularity) { sum(of: $0, and: $1) }
            } else {
                noise.add(to: &values, phase: phase(of:)) { sum(of: $0, and: $1) }
            }
        }
    }

    /// How far `value` lies above its nearest grid point, in steps: from −1/2 to 1/2.
    ///
    /// Exact for a granularity up to 1: scaling by a power of two is, and a double's distance from the nearest integer has
    /// no more digits than the double. From 2^53 steps on a double is a whole number of them. For a larger granularity
    /// see `calibrated(_:for:)`.
    @inline(__always)
    func phase(of value: Double) -> Double {
        let steps = Self.finite(value) * LaplaceMechanism.powerOfTwo(-exponent)
        return abs(steps) < 0x1p53 ? steps - steps.rounded(.toNearestOrEven) : 0
    }

    @inline(__always)
    private static func finite(_ value: Double) -> Double {
        let limit = Double.greatestFiniteMagnitude
        return value.isNaN ? 0 : min(max(value, -limit), limit)
    }

    /// The grid point next to `value`, plus `draw` steps, rounded once to a double.
    @inline(__always)
    func sum(of value: Double, and draw: Int64) -> Double {
        // The same work whatever the value is; draws stay below 2^51 but for a probability of e^(-2^49).
        draw.magnitude < DPK_NARROW_DRAW && exponent <= 960
            ? dpk_add_to_real(value, draw, granularity) : wideSum(of: value, and: Int128(draw))
    }

    @inline(never)
    private func wideSum(of value: Double, and draw: Int128) -> Double {
        let finite = Self.finite(value)
        let steps = finite * LaplaceMechanism.powerOfTwo(-exponent)
        guard abs(steps) < 0x1p124 else {
            return LaplaceMechanism.sum(finite, draw, exponent: exponent)
        }
        return (Int128(steps.rounded(.toNearestOrEven)) + draw)
            .scaledDouble(byPowerOfTwo: exponent)
    }

    /// `value` with noise, rounded to an integer after the noise. Costs ε and δ.
    ///
    /// - Precondition: the granularity is at most 2^52 (a standard deviation below 2^74, far beyond what integers hold).
    /// - Returns: an integer; results beyond `Int.max` in magnitude saturate.
    public func addNoise(to value: Int) -> Int {
        sum(of: value, and: noise.draw(phase: phase(of: value)))
    }

    /// Adds noise to every value, in place. All the values together cost ε and δ once, if they are the numbers that the
    /// sensitivities speak of; otherwise each of them. Faster than one by one.
    ///
    /// - Precondition: as in ``addNoise(to:)-(Int)``.
    public func addNoise(to values: inout [Int]) {
        noise.add(to: &values, phase: phase(of:)) { sum(of: $0, and: $1) }
    }

    /// How far `value` lies above its nearest grid point, in steps. Exact: an integer below 2^52 over a power of two.
    func phase(of value: Int) -> Double {
        precondition(exponent <= 52, "noise of 2^74 and more isn't for integers")
        guard exponent > 0 else { return 0 }
        let below = value & (1 << exponent - 1)
        let steps = Int128(value).roundedDivision(byPowerOfTwo: exponent)
        let isAbove = steps > Int128(value) >> Int128(exponent)
        return Double(isAbove ? below - 1 << exponent : below)
            * LaplaceMechanism.powerOfTwo(-exponent)
    }

    func sum(of value: Int, and draw: Int64) -> Int {
        guard exponent <= 0 else {
            let steps = Int128(value).roundedDivision(byPowerOfTwo: exponent)
            return (steps + Int128(draw)).saturatedInt(byPowerOfTwo: exponent)
        }
        // floor(value + draw · 2^exponent + 1/2): the value is an integer, so only the noise is rounded. Below 2^-126 it
        // rounds to 0.
        var noise = Int128(draw)
        if exponent < 0 {
            let half: Int128 = 1 << Int128(min(-exponent, 126) - 1)
            noise = exponent >= -126 ? (noise + half) >> Int128(-exponent) : 0
        }
        return (Int128(value) + noise).saturatedInt(byPowerOfTwo: 0)
    }
}
