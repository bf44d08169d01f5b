/// Which noisy count shows that a bin isn't empty. It costs no privacy, whatever it is.
public enum BoundsThreshold: Hashable, Sendable {
    /// At first a count that noise alone reaches in any bin with a probability of 10^-9; as long as no bin has it, the
    /// one for ten times that probability, at last for 10^-5. The default.
    case relaxing
    /// The least count that noise alone reaches in no bin with at least this probability, between 0 and 1; never relaxed.
    case successProbability(Double)
    /// This count, at least 1; never relaxed.
    case count(Int)

    /// - Throws: `ParameterError` if the probability or the count is out of range.
    func check() throws(ParameterError) {
        switch self {
        case .relaxing: break
        case .successProbability(let probability):
            guard probability > 0, probability < 1 else {
                throw ParameterError(
                    .successProbability, .betweenZeroAndOne, .number(probability))
            }
        case .count(let count):
            guard count >= 1 else {
                throw ParameterError(.threshold, .atLeastOne, .integer(count))
            }
        }
    }

    /// Canonical form for serialized summaries.
    var words: [UInt64] {
        switch self {
        case .relaxing: [0, 0]
        case .successProbability(let probability): [1, probability.bitPattern]
        case .count(let count): [2, UInt64(count)]
        }
    }

    /// The counts to be tried one after the other, in steps of 2^coarsening.
    func counts(bins: Int, law: DiscreteLaplaceLaw, coarsening: Int) -> [Int] {
        switch self {
        case .relaxing:
            (5...9).reversed().map {
                Self.count(failure: exponential(-naturalLogarithm(10) * Double($0)), bins, law)
            }
        case .successProbability(let probability): [Self.count(failure: 1 - probability, bins, law)]
        case .count(let count): [max(1, (count - 1) >> coarsening + 1)]
        }
    }

    /// The least count that the noise of any of the bins reaches with at most the probability `failure`: by the exact tail
    /// P(Z ≥ k) = q^k/(1 + q) and independence.
    static func count(failure: Double, _ bins: Int, _ law: DiscreteLaplaceLaw) -> Int {
        let each = -exponentialMinusOne(naturalLogarithmOfOnePlus(-failure) / Double(bins))
        let q = exponential(-1 / law.scale)
        let least = law.scale * -naturalLogarithm((1 + q) * each)
        return Int(min(max(least.rounded(.up), 1), 0x1p62))
    }
}
