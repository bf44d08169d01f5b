import DifferentialPrivacy
import Synchronization

/// Logarithms of binomial sums 1 + Σ C(α, i) s_i over i = 2 … α, for integer orders α, and what they give between.
///
/// (α − 1) r(α) is convex in α for any two laws and 0 at α = 1, so a straight line between neighbouring integers stays
/// above it.
enum IntegerMoments {
    /// Beyond this order a binomial coefficient may pass the largest double.
    static let largestOrder = 1024.0

    /// r at any order, from bounds on (α − 1) r(α) at integers from 2 on.
    static func divergence(
        order: Double, upTo limit: Double = largestOrder, _ moment: (Int) -> Enclosure
    ) -> Enclosure {
        guard order <= limit else { return RenyiCurve.unknown }
        let below = order.rounded(.down)
        let alpha = Enclosure(order)
        let low = below < 2 ? .zero : moment(Int(below))
        guard order > below else { return low / (alpha - .one) }
        let high = moment(Int(below) + 1)
        let share = alpha - Enclosure(below)
        return (low * (.one - share) + high * share) / (alpha - .one)
    }

    /// ln(1 + Σ C(α, i) s_i) from the logarithms of the s_i; −infinity where one is 0.
    static func logarithm(order: Int, _ term: (Int) -> Enclosure) -> Enclosure {
        var binomial = Enclosure(Double(order))
        var logarithms: [Enclosure] = []
        for i in 2...order {
            binomial = binomial * Enclosure(Double(order - i + 1)) / Enclosure(Double(i))
            logarithms.append(binomial.logarithm + term(i))
        }
        let largest = logarithms.map(\.upper).max() ?? 0
        guard largest < .infinity else { return RenyiCurve.unknown }
        guard largest > -.infinity else { return .zero }
        let shift = Enclosure(largest)
        let sum = logarithms.reduce(Enclosure.zero) { $0 + ($1 - shift).exponential }
        let excess = shift + sum.logarithm
        return excess.upper < 500
            ? excess.exponential.logarithmOfOnePlus
            : excess + (-excess).exponential.logarithmOfOnePlus
    }
}

/// Moments at integers that were asked for before: a search comes back to them.
final class RememberedMoments: Sendable {
    private let known = Mutex<[Int: Enclosure]>([:])
    private let moment: @Sendable (Int) -> Enclosure

    init(_ moment: @escaping @Sendable (Int) -> Enclosure) {
        self.moment = moment
    }

    func callAsFunction(_ order: Int) -> Enclosure {
        if let value = known.withLock({ $0[order] }) { return value }
        let value = moment(order)
        known.withLock { $0[order] = value }
        return value
    }
}

extension Enclosure {
    /// ln(e^x − 1) for x > 0, without overflow.
    var logarithmOfExponentialMinusOne: Enclosure {
        upper < 30
            ? exponentialMinusOne.logarithm
            : self + (-(-self).exponential).logarithmOfOnePlus
    }
}
