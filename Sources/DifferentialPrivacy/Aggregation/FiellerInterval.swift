/// Fieller's interval for the share t = A/(A + B) of two totals seen under Laplace or Gaussian noise.
///
/// With t the true share, (1 − t)A − tB is 0, so (1 − t)Â − tB̂ is the noise (1 − t)Z₁ − tZ₂ alone, and
/// {t : |(1 − t)Â − tB̂| <= q(t)} with q(t) the noise's quantile covers t with exactly the level asked for (Fieller
/// 1954). q is convex, so each of the two one-sided conditions excludes one interval of t; the hull of what is left
/// is returned.
///
/// q(t) is the quantile for continuous noise plus one step: discrete and continuous Laplace noise can be coupled to lie
/// within one step of each other (docs/derivations.md), and rounding moves Gaussian noise by half a step. On fine grids
/// that step is far below the noise; on integer grids with little noise the interval covers a little more than asked.
struct FiellerInterval {
    let lower: Double
    let upper: Double

    /// - Parameters:
    ///   - above: the noisy A.
    ///   - below: the noisy B.
    ///   - estimate: the released share, which the interval holds whatever the noise did.
    ///   - plan: the noise's.
    ///   - resolution: one step of the noise, in the unit of the totals.
    ///   - level: of coverage, between 0 and 1.
    init(
        above: Double, below: Double, estimate: Double, plan: NoisePlan, resolution: Double,
        level: Double
    ) {
        let scale = plan.scale * resolution
        // Whether the noise at share t would be too large: beyond its quantile q(t).
        func excludes(_ t: Double, _ sign: Double) -> Bool {
            let noise = sign * ((1 - t) * above - t * below) - resolution
            return noise > 0 && Self.tail(plan.law, share: t, beyond: noise / scale) < 1 - level
        }
        // Too small a share leaves too much of A (sign +); too large a one too much of B (sign −).
        let lower = Self.crossing(from: 0, to: 1) { excludes($0, 1) }
        let upper = Self.crossing(from: 1, to: 0) { excludes($0, -1) }
        self.lower = min(lower, estimate)
        self.upper = max(upper, estimate)
    }

    /// The end of the interval of excluded shares that begins at `start`; `start` if it isn't excluded itself.
    private static func crossing(
        from start: Double, to end: Double, excludes: (Double) -> Bool
    ) -> Double {
        guard excludes(start) else { return start }
        guard !excludes(end) else { return end }
        var inside = start
        var outside = end
        for _ in 0..<60 {
            let middle = (inside + outside) / 2
            if excludes(middle) { inside = middle } else { outside = middle }
        }
        return inside
    }

    /// P(|(1 − t)X₁ − tX₂| > q) for X₁, X₂ of scale 1 (Laplace) or standard deviation 1 (Gaussian).
    static func tail(_ law: NoisePlan.Law, share t: Double, beyond q: Double) -> Double {
        switch law {
        case .laplace: laplaceTail(share: t, beyond: q)
        case .gaussian:
            complementaryErrorFunction(q / (2 * ((1 - t) * (1 - t) + t * t)).squareRoot())
        }
    }

    /// With a = max(t, 1 − t), b the other, (a² e^(−q/a) − b² e^(−q/b))/(a² − b²), and
    /// e^(−u)(1 + u/2) with u = q/a where a = b.
    static func laplaceTail(share t: Double, beyond q: Double) -> Double {
        let a = max(t, 1 - t)
        let b = min(t, 1 - t)
        let u = q / a
        let ratio = b / a
        if ratio == 0 { return exponential(-u) }
        if ratio == 1 { return exponential(-u) * (1 + u / 2) }
        // b² e^(−q/b) over a² e^(−q/a) is e^(2 ln ratio − u (1 − ratio)/ratio); no digits cancel near ratio 1.
        let gap = 1 - ratio
        let rest = -exponentialMinusOne(2 * naturalLogarithm(ratio) - u * gap / ratio)
        return exponential(-u) * rest / (gap * (1 + ratio))
    }
}
