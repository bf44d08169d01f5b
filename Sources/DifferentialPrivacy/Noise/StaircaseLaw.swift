/// The staircase law's moments, tail and quantile, and the best width of its first step.
///
/// With b = e^(−ε): P(±(jΔ + i)) = a b^j for i < r and a b^(j + 1) for r ≤ i < Δ. For displays, intervals and the choice of
/// r, which never bears on privacy; doubles are accurate to about 1e-12 relative here and decide no probability.
struct StaircaseLaw: SymmetricLaw, Hashable, Sendable {
    let epsilon: Double
    /// Δ, in steps.
    let sensitivity: Int
    /// r, in steps: 1 ... Δ.
    let width: Int

    private var b: Double { exponential(-epsilon) }
    private var oneMinusB: Double { -exponentialMinusOne(-epsilon) }

    /// 2 Σ over a period of its relative heights (1 or b), less what counts 0 once: (1 − b)/a.
    private var total: Double {
        2 * (Double(width) + b * Double(sensitivity - width)) - oneMinusB
    }

    /// Σ i^p over the places i of a period, each by its relative height, for p = 0, 1, 2.
    private func periodSum(_ power: Int) -> Double {
        func sum(_ n: Double) -> Double {
            switch power {
            case 0: n
            case 1: n * (n - 1) / 2
            default: n * (n - 1) * (2 * n - 1) / 6
            }
        }
        return oneMinusB * sum(Double(width)) + b * sum(Double(sensitivity))
    }

    /// The mean of jΔ and of (jΔ)² for the geometric number j of whole periods.
    private var periodMoments: (first: Double, second: Double) {
        let mean = Double(sensitivity) * b / oneMinusB
        return (mean, mean * Double(sensitivity) * (1 + b) / oneMinusB)
    }

    /// The variance of the noise, in steps squared.
    var variance: Double {
        let moments = periodMoments
        let sum =
            moments.second * periodSum(0) + 2 * moments.first * periodSum(1) + periodSum(2)
        return 2 * sum / total
    }

    /// The expected magnitude of the noise, in steps.
    var expectedMagnitude: Double {
        2 * (periodMoments.first * periodSum(0) + periodSum(1)) / total
    }

    /// P(|Z| > radius), for an integer radius of at least 0.
    func tail(beyond radius: Double) -> Double {
        // |Z| + Δ − r = level · Δ + place, and b^level is the relative height.
        let shifted = radius + Double(sensitivity - width)
        let level = (shifted / Double(sensitivity)).rounded(.down)
        let after = Double(sensitivity) - 1 - (shifted - level * Double(sensitivity))
        return 2 * exponential(-epsilon * level) * (oneMinusB * after + b * Double(sensitivity))
            / total
    }

    /// The least one, up to rounding of doubles.
    func radius(leaving probability: Double) -> Double {
        // The tail falls as the radius grows: double it until it covers, then halve the distance.
        var (below, enough) = (-1.0, Double(max(1, width - 1)))
        while tail(beyond: enough) > probability { (below, enough) = (enough, 2 * enough) }
        while enough - below > 1 {
            let middle = ((below + enough) / 2).rounded(.down)
            if middle <= below || middle >= enough { break }
            if tail(beyond: middle) > probability { below = middle } else { enough = middle }
        }
        return enough
    }
}

extension StaircaseLaw {
    /// The law whose first step has the width that makes the noise's `objective` least.
    ///
    /// Widening the step from r to r + 1 raises all masses ±(jΔ + r) by the same factor, so the new mean cost is a
    /// weighted mean of the old one and of the mean cost C(r) = E[c(jΔ + r)] at the places that are raised. It pays as long
    /// as C(r) is below the mean cost at r. As C grows with r, once that stops being so it stays so: a weighted mean of
    /// the old cost and of something no less than it is no more than C(r) ≤ C(r + 1). So the best r is found by
    /// bisection.
    init(epsilon: Double, sensitivity: Int, minimizing objective: StaircaseObjective) {
        var (least, most) = (1, sensitivity)
        while least < most {
            let middle = least + (most - least) / 2
            let law = StaircaseLaw(epsilon: epsilon, sensitivity: sensitivity, width: middle)
            if law.pays(objective) { least = middle + 1 } else { most = middle }
        }
        self.init(epsilon: epsilon, sensitivity: sensitivity, width: least)
    }

    /// Whether the first step's next width is better than this one.
    private func pays(_ objective: StaircaseObjective) -> Bool {
        let moments = periodMoments
        let r = Double(width)
        switch objective {
        case .variance: return moments.second + 2 * moments.first * r + r * r < variance
        case .expectedMagnitude: return moments.first + r < expectedMagnitude
        }
    }
}
