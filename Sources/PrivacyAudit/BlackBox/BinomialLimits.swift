internal import CPrivacyAudit

/// Limits of a probability after some trials (Clopper and Pearson 1934), rounded outwards: `binomial.md`.
struct BinomialLimits: Hashable, Sendable {
    let lower: Double
    let upper: Double

    /// - Parameters:
    ///   - successes: 0 to `trials`.
    ///   - trials: 1 to 2^40.
    ///   - failure: how likely each of the two is wrong, at most; between 0 and 1.
    init(successes: Int, trials: Int, failure: Double) {
        lower = dpk_binomial_lower(UInt64(successes), UInt64(trials), failure)
        upper = dpk_binomial_upper(UInt64(successes), UInt64(trials), failure)
    }
}
