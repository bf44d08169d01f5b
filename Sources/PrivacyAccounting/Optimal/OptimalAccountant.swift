public import DifferentialPrivacy

/// Optimal composition of events with one and the same ε, exactly: nothing less holds for all that is (ε, δ)-private.
///
/// Not a stopping rule: it holds for a number of releases that was fixed before. Of different ε the optimum is #P-hard
/// (Murtagh and Vadhan 2016); loss distributions bracket it.
public struct OptimalAccountant: PrivacyAccountant, Hashable {
    public let adjacency: Adjacency
    private var epsilon = Rational.zero
    private var count = 0
    /// ln Π(1 − δ), of all events.
    private var logarithmOfSurvival = Enclosure.zero
    /// Whether nothing more is known of any event, so that the optimum is also the least that holds.
    private var isWorst = true

    /// A sum of more terms than this isn't computed.
    private static let mostEvents = 10_000_000

    public init(adjacency: Adjacency) {
        self.adjacency = adjacency
    }

    public mutating func compose(_ event: PrivacyEvent, count: Int) throws(AccountingError) {
        try check(event, count: count)
        var next = self
        try next.add(event.mechanism, count: count)
        self = next
    }

    private mutating func add(
        _ mechanism: PrivacyEvent.Mechanism, count: Int
    ) throws(AccountingError) {
        if let sequence = mechanism.sequence {
            for (part, times) in sequence {
                let (product, overflow) = count.multipliedReportingOverflow(by: times)
                guard !overflow else { throw .unsupportedEvent }
                try add(part, count: product)
            }
            return
        }
        switch mechanism {
        case .approximate, .randomizedResponse(_, categories: 2): break
        default: isWorst = false
        }
        let cost = PrivacyCost(epsilon: mechanism.epsilon, delta: mechanism.delta)
        guard cost.delta < .one else { throw .unsupportedEvent }
        if cost.epsilon > .zero {
            guard self.count == 0 || cost.epsilon == epsilon else { throw .differentEvents }
            guard count <= Self.mostEvents - self.count else { throw .unsupportedEvent }
            epsilon = cost.epsilon
            self.count += count
        }
        let survival = (-Enclosure(cost.delta)).logarithmOfOnePlus
        logarithmOfSurvival = logarithmOfSurvival + Enclosure(Rational(count)) * survival
    }

    public func epsilon(delta: Rational) throws(AccountingError) -> PrivacyBracket {
        try checkDelta(delta)
        // δ = (1 − s) + s δ', s the survival.
        let other = -logarithmOfSurvival.exponentialMinusOne
        let left = (Enclosure(delta) - other) / logarithmOfSurvival.exponential
        guard left.upper >= 0, left.lower >= 0 || count == 0 && delta == .zero else {
            throw .noFiniteEpsilon
        }
        guard count > 0 else { return PrivacyBracket(lower: 0, upper: 0) }
        let sum = (Rational(count) * epsilon).roundedUp
        guard sum.isFinite else { throw .noFiniteEpsilon }
        guard left.lower > 0 else { return PrivacyBracket(lower: 0, upper: sum) }
        let composition = OptimalComposition(epsilon: epsilon, count: count)
        let guess = min(sum, composition.guess(delta: left))
        let upper = search(from: guess, upTo: sum) {
            composition.delta(epsilon: $0).upper <= left.lower
        }
        let lower = -search(from: -guess, upTo: 0) {
            composition.delta(epsilon: -$0).lower >= left.upper
        }
        return PrivacyBracket(lower: isWorst ? max(0, lower) : 0, upper: upper)
    }

    public func delta(epsilon target: Rational) throws(AccountingError) -> PrivacyBracket {
        try checkEpsilon(target)
        let survival = logarithmOfSurvival.exponential
        let other = -logarithmOfSurvival.exponentialMinusOne
        guard count > 0 else {
            return PrivacyBracket(
                lower: isWorst ? max(0, other.lower) : 0, upper: min(1, other.upper))
        }
        let composition = OptimalComposition(epsilon: epsilon, count: count)
        let at = Enclosure(target)
        let upper = other + survival * composition.delta(epsilon: max(0, at.lower))
        let lower = other + survival * composition.delta(epsilon: at.upper)
        return PrivacyBracket(
            lower: isWorst ? max(0, lower.lower) : 0, upper: min(1, upper.upper))
    }

    /// The least place at or above `start` where `holds`, to about the last bits; `end` if none is found before.
    private func search(
        from start: Double, upTo end: Double, _ holds: (Double) -> Bool
    ) -> Double {
        var (failed, step) = (start, max(abs(start) * 0x1p-50, 0x1p-300))
        if holds(start) { return start }
        while failed + step < end {
            let place = failed + step
            if holds(place) {
                var (low, high) = (failed, place)
                for _ in 0..<12 {
                    let middle = low + (high - low) / 2
                    if holds(middle) { high = middle } else { low = middle }
                }
                return high
            }
            failed = place
            step *= 4
        }
        return end
    }
}
