import CPrivacySamplers
import CTestProbes

/// A prepared discrete Gaussian law that frees itself.
final class PreparedDiscreteGaussian {
    static let sigmas = [
        1.0 / 64, 0.3, 1, 10, 100, 0x1.fffffffffffffp7, 0x1p8, 0x1p11, 0x1p24 - 1, 0x1p24,
        0.7318e12, 0x1.fffffffffffffp40, 0x1p41,
    ]
    static let backEnds = PreparedInversion.backEnds
    static let sign: UInt64 = 1 << 63
    static let acceptDigits: UInt64 = 0xffffff

    let sigma: Double
    let law: OpaquePointer

    init(_ sigma: Double) {
        self.sigma = sigma
        law = dpk_discrete_gaussian_prepare(sigma)!
    }

    deinit {
        dpk_discrete_gaussian_free(law)
    }

    var certified: dpk_sampler { dpk_discrete_gaussian_certified_sampler_var(law) }
    var width: Int { Int(certified.words_per_trial) }
    var split: UInt32 { dpk_probe_discrete_gaussian_split(law) }

    func sampler(_ backEnd: Int) -> dpk_sampler {
        dpk_probe_discrete_gaussian_sampler(law, backEnd)
    }

    /// Outputs of as many trials as `words` holds, with a refinement stream of its own for each.
    func run(_ sampler: dpk_sampler, _ words: [UInt64], seed: UInt64 = 7) -> [Int64] {
        let trials = words.count / width
        var out = [Int64](repeating: .min, count: trials + 1)
        let count = dpk_probe_run_keyed(sampler, words, trials, seed, &out)
        return Array(out.prefix(count))
    }

    /// Whether every back end gives what certified arithmetic gives on these words.
    func agree(_ words: [UInt64], seed: UInt64 = 7) -> Bool {
        let expected = run(certified, words, seed: seed)
        return Self.backEnds.indices.allSatisfy {
            run(sampler($0), words, seed: seed) == expected
        }
    }

    /// The words of a trial: sign and 63 digits of U, 40 digits of V in the highest places, 24 of W.
    func trial(_ first: UInt64, _ second: UInt64, w: UInt64) -> [UInt64] {
        let last = (width == 1 ? first : second) & ~Self.acceptDigits | w
        return width == 1 ? [last] : [first, last]
    }

    /// Words at which acceptance changes, found by bisection in certified arithmetic, and their neighbours, for the
    /// proposals of these words.
    func acceptBorders(_ first: UInt64, _ second: UInt64) -> [UInt64] {
        let border = dpk_probe_discrete_gaussian_accept_border(
            law, first, width == 1 ? first : second)
        var tape: [UInt64] = []
        for w in (border < 3 ? 0 : border - 3)...border + 2 where w <= Self.acceptDigits {
            tape += trial(first & ~Self.sign, second, w: w) + trial(first | Self.sign, second, w: w)
        }
        return tape
    }

    /// A first word in the middle of the cells of magnitude k (of its upper part where the law is split).
    func word(ofMagnitude k: UInt64) -> UInt64 {
        let upper = dpk_probe_discrete_gaussian_border(law, k + 1)
        let lower = k == 0 ? 1 << 63 : dpk_probe_discrete_gaussian_border(law, k)
        return upper / 2 + lower / 2
    }
}
