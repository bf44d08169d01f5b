import DifferentialPrivacy

/// Mechanisms whose privacy loss is bounded: r(α) in closed form.
///
/// Each of these moments is A e^((α−1)t) + B e^(−s) with weights A + B = 1, s = αt or (α−1)t; as ln(1 + A (e^((α−1)t) − 1) +
/// B (e^(−s) − 1)) it keeps its digits where r is small. Proofs: docs/derivations-accounting.md.
extension RenyiCurve {
    /// Any mechanism that is ε-private: r of binary randomized response (Bun and Steinke 2016, Lemma 3.5, in its sharp form).
    static func pure(_ epsilon: Rational, slack: Rational = .zero) -> RenyiCurve {
        let loss = Enclosure(epsilon)
        let heads = .one / (.one + (-loss).exponential)
        return RenyiCurve(slack: slack) { order in
            let down = (Enclosure(order) - .one) * loss
            return twoPoint(loss: loss, order: order, weight: heads, down: down)
        }
    }

    /// Laplace noise (Mironov 2017, "Rényi differential privacy", Proposition 6); `loss` is sensitivity / scale, in L1 norm.
    static func laplace(loss: Rational) -> RenyiCurve {
        let loss = Enclosure(loss)
        return RenyiCurve { order in
            let alpha = Enclosure(order)
            return twoPoint(
                loss: loss, order: order, weight: alpha / (alpha + alpha - .one),
                down: alpha * loss)
        }
    }

    /// Discrete Laplace noise; the sum over the integers is geometric on each of three ranges.
    static func discreteLaplace(sensitivity: Rational, scale: Rational) -> RenyiCurve {
        let loss = Enclosure(sensitivity / scale)
        let step = Enclosure(.one / scale)
        let ratio = (-step).exponential
        let middle = -(-step).exponentialMinusOne / (.one + ratio)
        return RenyiCurve { order in
            let alpha = Enclosure(order)
            let between = ((alpha + alpha - .one) * step).exponentialMinusOne
            return twoPoint(
                loss: loss, order: order, weight: .one / (.one + ratio) + middle / between,
                down: alpha * loss)
        }
    }

    /// k-ary randomized response between two true answers.
    static func randomizedResponse(epsilon: Rational, categories: Int) -> RenyiCurve {
        let loss = Enclosure(epsilon)
        let others = Enclosure(Rational(categories - 1))
        let wrong = .one / (loss.exponential + others)
        let right = .one / (.one + others * (-loss).exponential)
        let rest = wrong * Enclosure(Rational(categories - 2))
        let pure = pure(epsilon)
        return RenyiCurve { order in
            let alpha = Enclosure(order)
            let up = alpha * loss
            let moment =
                up.upper < 500
                ? (wrong * up.exponentialMinusOne + right * (-up).exponentialMinusOne)
                    .logarithmOfOnePlus
                : up
                    + (wrong + (rest + right * (-up).exponential) * (-up).exponential).logarithm
            return .lesser(moment / (alpha - .one), pure.bound(order))
        }
    }

    /// ln(A e^((α−1)t) + (1 − A) e^(−s)) / (α − 1), or what holds for any loss of at most t where that is less.
    private static func twoPoint(
        loss: Enclosure, order: Double, weight: Enclosure, down: Enclosure
    ) -> Enclosure {
        let alpha = Enclosure(order)
        let up = (alpha - .one) * loss
        let other = .one - weight
        let moment: Enclosure =
            if up.upper < 500 {
                (weight * up.exponentialMinusOne
                    + other * (-down).exponentialMinusOne).logarithmOfOnePlus
            } else {
                up + (weight + other * (-(up + down)).exponential).logarithm
            }
        let concentrated = alpha * loss * loss * Enclosure(0.5)
        return .lesser(moment / (alpha - .one), .lesser(concentrated, loss))
    }
}
