/// All variances that a box of triples allows, as shares of the squared range.
///
/// Each of the three totals lies within `radius` of its noisy value with probability level^(1/3), independently, so the
/// box covers with the level asked for and the interval with at least that: it is conservative.
///
/// With T = (T₀, T₁, T₂) the variance is f(T) = (T₀T₂ − T₁²/4)/(T₀ + T₁ + T₂)². As a function of the proportions it is the
/// variance of a distribution, which is concave, and proportions of a box form a convex polytope whose corners come
/// from the box's; so f is least at a corner. It falls in T₁. For fixed T₂ it rises in T₀ up to
/// T₂ + T₁ + T₁²/(2T₂) and falls after, and the same with T₀ and T₂ exchanged; both can't be met inside the box unless
/// T₁ = 0 and T₀ = T₂, so f is greatest on the box's edge, at the best T₀ for an end of T₂ or the best T₂ for an end of T₀.
struct VarianceInterval {
    let lower: Double
    let upper: Double

    init(_ noisy: [Double], radius: Double) {
        let low = noisy.map { max(0, $0 - radius) }
        let high = noisy.map { max(0, $0 + radius) }
        // The box holds the origin: nothing is known.
        guard low.reduce(0, +) > 0 else {
            lower = 0
            upper = 0.25
            return
        }
        func variance(_ a: Double, _ b: Double, _ c: Double) -> Double {
            let total = a + b + c
            return min(max((a / total) * (c / total) - (b / total) * (b / total) / 4, 0), 0.25)
        }
        let ends = [low, high]
        var least = 0.25
        var greatest = 0.0
        for first in ends {
            for middle in ends {
                for last in ends {
                    least = min(least, variance(first[0], middle[1], last[2]))
                }
            }
            let b = low[1]
            func best(_ other: Double, from low: Double, to high: Double) -> Double {
                other > 0 ? min(max(other + b + b * b / (2 * other), low), high) : high
            }
            greatest = max(
                greatest,
                variance(first[0], b, best(first[0], from: low[2], to: high[2])),
                variance(best(first[2], from: low[0], to: high[0]), b, first[2]))
        }
        lower = least
        upper = greatest
    }
}
