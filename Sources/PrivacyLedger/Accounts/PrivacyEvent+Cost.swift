import DifferentialPrivacy

extension PrivacyEvent {
    /// What this costs under `measures`, in whole units, rounded up.
    ///
    /// - Throws: ``LedgerError`` where nothing bounds it, its parameters are of nothing that happens, or the cost has no place
    ///   in 63 bits.
    func cost(under measures: [PrivacyMeasure]) throws(LedgerError) -> [PrivacyAmount] {
        // Below the least ε that a description takes, something is wrong with whoever asks.
        guard isPossible, epsilon == Rational(0) || epsilon >= Rational(exactly: 0x1p-50) else {
            throw .impossibleEvent
        }
        // Gaussian noise has no δ of its own where ρ or Rényi divergences are counted.
        let unpaid = measures.contains(.epsilon) || gaussianRho == nil ? delta : Rational(0)
        guard unpaid == Rational(0) || measures.contains(.delta) else {
            throw .noBound(under: measures)
        }
        var amounts: [PrivacyAmount] = []
        for measure in measures {
            let exact = measure == .delta ? unpaid : exactCost(under: measure)
            guard let units = exact.fixedPoint(digits: measure.digits, rounding: .up) else {
                throw .costOutOfRange
            }
            amounts.append(PrivacyAmount(measure, units: units))
        }
        return amounts
    }

    private func exactCost(under measure: PrivacyMeasure) -> Rational {
        switch measure {
        case .epsilon: epsilon
        case .delta: delta
        // Bun and Steinke 2016: ε-pure is ε²/2-concentrated (Proposition 1.4), and (ε, δ) δ-approximately so (section 8).
        case .rho: gaussianRho ?? epsilon.halfSquare
        // Mironov 2017: Gaussian noise costs αρ; pure ε costs at most ε at any order, and αε²/2 (Bun and Steinke).
        case .renyi(let order):
            if let rho = gaussianRho {
                Rational.product(order, rho)
            } else {
                min(epsilon, Rational.product(order, epsilon.halfSquare))
            }
        }
    }

    /// ρ = Δ²/2σ² of Gaussian noise (Bun and Steinke 2016, Proposition 1.6), discrete or not (Canonne, Kamath, Steinke 2020,
    /// Theorem 4, and, for l0 integers that each move by at most linf, Δ² = l0 · linf²); nil for other noise.
    private var gaussianRho: Rational? {
        switch mechanism {
        case .gaussian(_, _, let deviation, let sensitivity):
            Rational.quotient(sensitivity, deviation).halfSquare
        case .discreteGaussian(_, _, let sigma, let sensitivity, let numbers):
            Rational.product(
                Rational(numbers), Rational.quotient(sensitivity, sigma).halfSquare)
        default: nil
        }
    }
}
