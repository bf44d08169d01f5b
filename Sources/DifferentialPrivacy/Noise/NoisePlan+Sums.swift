/// Many totals at a time, and what is known of weighted sums of noisy ones.
extension NoisePlan {
    /// Every total with fresh noise, in steps of 2^coarsening.
    ///
    /// - Parameter totals: below 2^62 in magnitude.
    func noisy(_ totals: [Int]) -> [Int] {
        guard case .laplace(let plan) = law, plan.coarsening == 0 else {
            return totals.map { Int(clamping: noisy(Int128($0))) }
        }
        #if DEBUG
            if let trace = ReleaseTrace.current {
                return trace.answer(.sums(law), totals.map { Int128($0) }) {
                    plan.drawn(totals).map { Int128($0) }
                }.map { Int($0) }
            }
        #endif
        return plan.drawn(totals)
    }

    /// A bound that a weighted sum of noisy totals' errors passes upwards with a probability of at most `tail`, and
    /// downwards too, in steps of 2^coarsening.
    ///
    /// Laplace: Chernoff's bound. The discrete law has E[e^(sZ)] <= 1/(1 − s²·scale²), so that P(ΣaZ > t) is at most
    /// e^(−st) Π 1/(1 − s²a²·scale²) for every s below 1/(scale · max a); any s gives a valid bound, the search only
    /// looks for a small one. Gaussian: the normal quantile, and half a step a total for the rounding.
    ///
    /// - Parameter weights: magnitudes of weights, each with the number of totals that have it.
    func bound(ofSum weights: [(count: Int, weight: Double)], tail: Double) -> Double {
        let used = weights.filter { $0.count > 0 && $0.weight > 0 }
        guard let largest = used.map(\.weight).max() else { return 0 }
        let half = used.reduce(0) { $0 + Double($1.count) * $1.weight } / 2
        switch law {
        case .gaussian:
            let squares = used.reduce(0) { $0 + Double($1.count) * $1.weight * $1.weight }
            return NormalLaw.radius(covering: 1 - 2 * tail) * scale * squares.squareRoot() + half
        case .laplace:
            func bound(_ s: Double) -> Double {
                let moments = used.reduce(0) { sum, term in
                    let part = s * term.weight / largest
                    return sum - Double(term.count) * naturalLogarithm(1 - part * part)
                }
                return (moments - naturalLogarithm(tail)) / s
            }
            // s in units of 1/(scale · largest). The bound falls and then rises: thirds.
            var (low, high) = (0.0, 1.0)
            for _ in 0..<40 {
                let (left, right) = (low + (high - low) / 3, high - (high - low) / 3)
                if bound(left) < bound(right) { high = right } else { low = left }
            }
            return bound((low + high) / 2) * scale * largest + (coarsening > 0 ? half : 0)
        }
    }
}
