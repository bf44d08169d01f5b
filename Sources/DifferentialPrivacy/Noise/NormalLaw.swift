/// The standard normal law's quantiles, for displays and intervals: accurate to about 1e-14 relative; they decide no
/// probability.
enum NormalLaw {
    private static let rootOfTwo = 1.4142135623730951
    private static let densityAtZero = 0.3989422804014327

    private static func density(_ x: Double) -> Double {
        densityAtZero * exponential(-x * x / 2)
    }

    /// The x with P(|N| <= x) = level, for 0 < level < 1.
    static func radius(covering level: Double) -> Double {
        level < 0.5 ? center(level) : tail((1 - level) / 2)
    }

    /// The x with P(|N| > x) = probability, for 0 < probability <= 1.
    static func radius(leaving probability: Double) -> Double {
        probability > 0.5 ? center(1 - probability) : tail(probability / 2)
    }

    /// The x with P(N <= x) = probability, for 0 < probability < 1.
    static func quantile(_ probability: Double) -> Double {
        if probability < 0.25 { return -tail(probability) }
        if probability > 0.75 { return tail(1 - probability) }
        let half = probability - 0.5
        return half < 0 ? -center(-2 * half) : center(2 * half)
    }

    /// P(|N| <= x) = level, by Newton's method. The left side is concave in x, so steps from below never pass the solution.
    private static func center(_ level: Double) -> Double {
        var x = level / (2 * densityAtZero)
        for _ in 0..<20 {
            let step = (level - errorFunction(x / rootOfTwo)) / (2 * density(x))
            x += step
            if abs(step) <= abs(x) * 0x1p-52 { break }
        }
        return x
    }

    /// P(N > x) = probability <= 1/4, by Newton's method on its logarithm, which is concave: steps from above never pass
    /// the solution, and P(N > x) <= e^(−x²/2)/2 starts above.
    private static func tail(_ probability: Double) -> Double {
        var x = (-2 * naturalLogarithm(2 * probability)).squareRoot()
        for _ in 0..<40 {
            let found = complementaryErrorFunction(x / rootOfTwo) / 2
            let step = naturalLogarithm(found / probability) * found / density(x)
            x += step
            if abs(step) <= x * 0x1p-52 { break }
        }
        return x
    }
}
