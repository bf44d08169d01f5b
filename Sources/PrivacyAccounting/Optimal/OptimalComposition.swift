import DifferentialPrivacy

/// The worst that k mechanisms of the same pure ε can do together: all of them binary randomized response (Kairouz, Oh and
/// Viswanath 2015, "The composition theorem for differential privacy", Theorem 3.3).
///
/// The loss is (k − 2l)ε with the binomial probability t_l = C(k, l) p^(k−l) (1 − p)^l, p = e^ε/(1 + e^ε): a lattice, over
/// which δ is a finite sum of positive terms.
struct OptimalComposition {
    let loss: Enclosure
    let count: Int
    /// ln t_0 and (1 − p)/p.
    private let first: Enclosure
    private let odds: Enclosure

    init(epsilon: Rational, count: Int) {
        loss = Enclosure(epsilon)
        self.count = count
        odds = (-loss).exponential
        first = -(Enclosure(Double(count)) * odds.logarithmOfOnePlus)
    }

    /// δ at ε: Σ t_l (1 − e^(ε − (k − 2l)ε₀)) over all losses above ε.
    func delta(epsilon: Double) -> Enclosure {
        var sum = ScaledSum()
        var term = Enclosure.one
        for l in 0...count / 2 {
            let exponent = Enclosure(epsilon) - lattice(l)
            if exponent.lower >= 0 { break }
            let part = -exponent.exponentialMinusOne
            sum.add(term * Enclosure(lower: max(0, part.lower), upper: part.upper))
            term = next(term, l)
            sum.rescale(&term)
        }
        let logarithm = sum.logarithm + first
        let value = logarithm.exponential
        return Enclosure(lower: max(0, value.lower), upper: min(1, value.upper))
    }

    /// About the ε at which δ is `delta`: in one pass down the lattice, in plain numbers; to be checked.
    func guess(delta: Enclosure) -> Double {
        let target = delta.logarithm - first
        var (all, weighted) = (ScaledSum(), ScaledSum())
        var term = Enclosure.one
        let step = odds * odds
        for l in 0...count / 2 {
            all.add(term)
            weighted.add(term)
            weighted.multiply(by: step)
            // Now δ at lattice(l + 1) is all − weighted, both in the same scale.
            let here = (all.sum - weighted.sum).logarithm + all.exponentLogarithm
            if here.upper >= target.lower {
                let scaled = (target - all.exponentLogarithm).exponential
                let ratio = ((all.sum - scaled) / weighted.sum).logarithm
                return max(0, (lattice(l + 1) + ratio).upper)
            }
            term = next(term, l)
            all.rescale(&term)
            weighted.rescale(to: all)
        }
        return 0
    }

    private func lattice(_ l: Int) -> Enclosure { Enclosure(Double(count - 2 * l)) * loss }

    private func next(_ term: Enclosure, _ l: Int) -> Enclosure {
        term * Enclosure(Double(count - l)) / Enclosure(Double(l + 1)) * odds
    }
}

/// A sum of positive terms that may pass the largest double: times 2^exponent.
private struct ScaledSum {
    var sum = Enclosure.zero
    var exponent = 0

    mutating func add(_ term: Enclosure) { sum = sum + term }
    mutating func multiply(by factor: Enclosure) { sum = sum * factor }

    /// Keeps the sum and the next term within doubles.
    mutating func rescale(_ term: inout Enclosure) {
        guard max(term.upper, sum.upper) > 0x1p500 else { return }
        let factor = Enclosure(0x1p-500)
        term = term * factor
        sum = sum * factor
        exponent += 500
    }

    mutating func rescale(to other: ScaledSum) {
        guard exponent < other.exponent else { return }
        sum = sum * Enclosure(0x1p-500)
        exponent = other.exponent
    }

    var exponentLogarithm: Enclosure {
        Enclosure(Double(exponent)) * Enclosure(2).logarithm
    }

    var logarithm: Enclosure { sum.logarithm + exponentLogarithm }
}
