import DifferentialPrivacy
import PrivacyAccounting

extension PrivacyEvent {
    /// What this costs under `measures`, in whole units, rounded up.
    ///
    /// - Throws: ``LedgerError`` where nothing bounds it, its parameters are of nothing that happens, or the cost has no place
    ///   in 63 bits.
    func cost(under measures: [PrivacyMeasure]) throws(LedgerError) -> [PrivacyAmount] {
        // Below the least ε that a description takes, something is wrong with whoever asks.
        guard isPossible, epsilon == .zero || epsilon >= Rational(exactly: 0x1p-50) else {
            throw .impossibleEvent
        }
        var amounts: [PrivacyAmount] = []
        for (measure, exact) in try exactCosts(under: measures) {
            guard let units = exact.fixedPoint(digits: measure.digits, rounding: .up) else {
                throw .costOutOfRange
            }
            amounts.append(PrivacyAmount(measure, units: units))
        }
        return amounts
    }

    /// The same exactly. A δ that isn't counted must be 0; one of 1 says that nothing is known.
    private func exactCosts(
        under measures: [PrivacyMeasure]
    ) throws(LedgerError) -> [(PrivacyMeasure, Rational)] {
        let counted: [(PrivacyMeasure, Rational)]
        let delta: Rational
        do throws(AccountingError) {
            switch measures[0] {
            case .epsilon, .delta:
                counted = [(.epsilon, epsilon)]
                delta = self.delta
            case .rho:
                let cost = try ConcentratedCost(self)
                counted = [(.rho, cost.rho)]
                delta = cost.delta
            case .renyi:
                let cost = try RenyiCost(self, orders: measures.compactMap(\.renyiOrder))
                counted = zip(measures, cost.divergences).compactMap { measure, divergence in
                    divergence.map { (measure, $0) }
                }
                delta = cost.delta
            }
        } catch {
            throw .noBound(under: measures)
        }
        let countsDelta = measures.last == .delta
        guard delta < .one, countsDelta || delta == .zero,
            counted.count + (countsDelta ? 1 : 0) == measures.count
        else { throw .noBound(under: measures) }
        return countsDelta ? counted + [(.delta, delta)] : counted
    }
}

extension PrivacyMeasure {
    /// The order, which is a `Double` exactly.
    fileprivate var renyiOrder: Double? {
        if case .renyi(let order) = self { order.approximation } else { nil }
    }
}
