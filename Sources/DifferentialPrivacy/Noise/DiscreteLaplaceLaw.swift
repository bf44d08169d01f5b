/// The discrete Laplace law's tail, quantile and variance: P(Z = k) = (1 − q)/(1 + q) · q^|k| with q = e^(−1/scale).
///
/// For displays and intervals; doubles are accurate to about 1e-12 relative here and decide no probability.
struct DiscreteLaplaceLaw: SymmetricLaw, Hashable, Sendable {
    /// In integer steps; positive.
    let scale: Double

    private var q: Double { exponential(-1 / scale) }
    private var oneMinusQ: Double { -exponentialMinusOne(-1 / scale) }

    /// P(|Z| > radius) = 2 q^(radius + 1)/(1 + q).
    func tail(beyond radius: Double) -> Double {
        2 * exponential(-(radius + 1) / scale) / (1 + q)
    }

    func radius(leaving probability: Double) -> Double {
        let estimate = (scale * (naturalLogarithm(2 / (1 + q)) - naturalLogarithm(probability)) - 1)
            .rounded(.up)
        var radius = max(0, estimate)
        // Rounding can be off by a step where steps are still distinguishable.
        if radius < 0x1p40 {
            while radius > 0, tail(beyond: radius - 1) <= probability { radius -= 1 }
            while tail(beyond: radius) > probability { radius += 1 }
        }
        return radius
    }

    /// 2q/(1 − q)².
    var variance: Double { 2 * q / (oneMinusQ * oneMinusQ) }
}
