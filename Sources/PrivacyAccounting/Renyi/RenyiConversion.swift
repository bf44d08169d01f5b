import DifferentialPrivacy

/// From a bound r(α) on Rényi divergences to (ε, δ), over all orders α or some.
///
/// ε = r(α) + ln(1 − 1/α) − ln(δα)/(α − 1) (Canonne, Kamath and Steinke 2020, Proposition 12) holds for each α, so the least
/// that a search finds holds, whatever the search misses; each is rounded up. With a slack of δ₀, an event of probability δ₀
/// in which anything may happen, (δ − δ₀)/(1 − δ₀) is left for the rest.
enum RenyiConversion {
    /// - Parameter bound: r, from above; infinity where nothing is known at an order.
    static func epsilon(
        delta: Rational, slack: Rational, orders: [Double]? = nil, _ bound: (Double) -> Enclosure
    ) throws(AccountingError) -> PrivacyBracket {
        guard slack < .one, delta >= slack else { throw .noFiniteEpsilon }
        let left = Enclosure((delta - slack) / (.one - slack))
        let square = left * left
        let least = leastOverOrders(orders) { order in
            let divergence = bound(order)
            guard divergence.upper.isFinite else { return .infinity }
            if divergence.upper <= 0 { return 0 }
            // Bretagnolle and Huber: the total variation is at most the root of 1 − e^−r.
            if square.lower >= (-(-divergence).exponentialMinusOne).upper { return 0 }
            let alpha = Enclosure(order)
            let share = (left * alpha).logarithm / (alpha - .one)
            return (divergence + (-(Enclosure.one / alpha)).logarithmOfOnePlus - share).upper
        }
        guard least.isFinite else { throw .noFiniteEpsilon }
        return PrivacyBracket(lower: 0, upper: max(0, least))
    }

    static func delta(
        epsilon: Rational, slack: Rational, orders: [Double]? = nil, _ bound: (Double) -> Enclosure
    ) -> PrivacyBracket {
        guard slack < .one else { return PrivacyBracket(lower: 0, upper: 1) }
        let epsilon = Enclosure(epsilon)
        let least = leastOverOrders(orders) { order in
            logarithmOfDelta(epsilon: epsilon, order: order, bound(order))
        }
        // The total variation, which no δ passes, is bounded best at the lowest order.
        let distance = logarithmOfDistance(bound(orders?.min() ?? 1 + 0x1p-11))
        let logarithm = min(0, least, distance)
        let delta = logarithm == -.infinity ? .zero : Enclosure(logarithm).exponential
        let all = Enclosure(slack) + Enclosure(.one - slack) * delta
        return PrivacyBracket(lower: 0, upper: min(1, all.upper))
    }

    /// ln δ of the same statement at one order, from above.
    private static func logarithmOfDelta(
        epsilon: Enclosure, order: Double, _ divergence: Enclosure
    ) -> Double {
        guard divergence.upper.isFinite else { return .infinity }
        if divergence.upper <= 0 { return -.infinity }
        let alpha = Enclosure(order)
        let exponent = divergence - epsilon + (-(Enclosure.one / alpha)).logarithmOfOnePlus
        return ((alpha - .one) * exponent - alpha.logarithm).upper
    }

    /// ln √(1 − e^−r), from above.
    private static func logarithmOfDistance(_ divergence: Enclosure) -> Double {
        guard divergence.upper.isFinite else { return 0 }
        if divergence.upper <= 0 { return -.infinity }
        return ((-(-divergence).exponentialMinusOne).logarithm * Enclosure(0.5)).upper
    }

    /// The least value of `f` over `orders`, or over all of them: a grid in ln(α − 1), then golden sections where it is least.
    static func leastOverOrders(_ orders: [Double]?, _ f: (Double) -> Double) -> Double {
        if let orders { return orders.map(f).min() ?? .infinity }
        func at(_ place: Double) -> Double {
            f(1 + Enclosure(place).exponential.upper)
        }
        var best = 0
        var values: [Double] = []
        for place in stride(from: -8.0, through: 24, by: 0.5) {
            values.append(at(place))
            if values[values.count - 1] < values[best] { best = values.count - 1 }
            // High orders of sampled noise are long sums: not where it has only risen, over a factor of e^3.
            if values[best] < .infinity, values.count - 1 - best >= 6 { break }
        }
        guard values[best] < .infinity, values[best] > -.infinity else { return values[best] }
        let golden = 0.6180339887498949
        var (low, high) = (-8.5 + 0.5 * Double(best), -7.5 + 0.5 * Double(best))
        var (left, right) = (high - golden * (high - low), low + golden * (high - low))
        var (atLeft, atRight) = (at(left), at(right))
        var least = min(values[best], atLeft, atRight)
        for _ in 0..<45 {
            if atLeft <= atRight {
                (high, right, atRight) = (right, left, atLeft)
                left = high - golden * (high - low)
                atLeft = at(left)
            } else {
                (low, left, atLeft) = (left, right, atRight)
                right = low + golden * (high - low)
                atRight = at(right)
            }
            least = min(least, atLeft, atRight)
        }
        return least
    }
}
