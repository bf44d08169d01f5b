import DifferentialPrivacy

extension RenyiCurve {
    /// The best answer of a random number of runs: Papernot and Steinke 2021, "Hyperparameter tuning with Rényi differential
    /// privacy", Theorems 2 and 6.
    static func repeatAndSelect(
        _ part: PrivacyEvent.Mechanism, runs: PrivacyEvent.RunCount
    ) -> RenyiCurve? {
        guard let inner = RenyiCurve(part), inner.slack == .zero else { return nil }
        switch runs {
        case .negativeBinomial(let shape, let gamma):
            return selected(inner, shape: shape, gamma: gamma)
        case .poisson(let mean):
            return selected(inner, muSquared: part.gaussianMuSquared, mean: mean)
        }
    }

    /// Theorem 2: r(α) + (1 + η)((1 − 1/λ) r(λ) + ln(1/γ)/λ) + ln E[K]/(α − 1), the second order λ chosen once.
    private static func selected(
        _ inner: RenyiCurve, shape: Rational, gamma: Rational
    ) -> RenyiCurve {
        let gammaLogarithm = Enclosure(gamma).logarithm
        let choice = RenyiConversion.leastOverOrders(nil) { order in
            let inverse = .one / Enclosure(order)
            return ((.one - inverse) * inner.bound(order) - gammaLogarithm * inverse).upper
        }
        let factor = Enclosure(shape + .one)
        let fixed = factor * Enclosure(lower: 0, upper: choice)
        let runs = meanRuns(shape: shape, gamma: gamma).logarithm
        return RenyiCurve { order in
            inner.bound(order) + fixed + runs / (Enclosure(order) - .one)
        }
    }

    /// E[K] = η(1 − γ)/(γ(1 − γ^η)), and (1/γ − 1)/ln(1/γ) for η = 0.
    private static func meanRuns(shape: Rational, gamma: Rational) -> Enclosure {
        let failures = Enclosure((.one - gamma) / gamma)
        let logarithm = Enclosure(gamma).logarithm
        if shape == .zero { return failures / -logarithm }
        if shape == .one { return .one / Enclosure(gamma) }
        let magnitude = Enclosure(shape < .zero ? .zero - shape : shape)
        let exponent = magnitude * logarithm
        return shape < .zero
            ? failures * magnitude / (-exponent).exponentialMinusOne
            : failures * magnitude / -exponent.exponentialMinusOne
    }

    /// Theorem 6: r(α) + μδ̂ + ln μ/(α − 1), where the mechanism is (ε̂, δ̂)-private with e^ε̂ ≤ 1 + 1/(α − 1).
    private static func selected(
        _ inner: RenyiCurve, muSquared: Rational?, mean: Rational
    ) -> RenyiCurve {
        let runs = Enclosure(mean)
        let logarithm = Enclosure(lower: 0, upper: max(0, runs.logarithm.upper))
        return RenyiCurve { order in
            let excess = Enclosure(order) - .one
            let epsilon = (.one / excess).logarithmOfOnePlus.lower
            guard epsilon > 0 else { return unknown }
            let exact = Rational(exactly: epsilon)
            let other: Double? = muSquared.flatMap {
                try? GaussianCost(muSquared: $0).delta(epsilon: exact).upper
            }
            let delta =
                other
                ?? RenyiConversion.delta(epsilon: exact, slack: .zero, inner.bound).upper
            return inner.bound(order) + runs * Enclosure(lower: 0, upper: delta)
                + logarithm / excess
        }
    }
}
