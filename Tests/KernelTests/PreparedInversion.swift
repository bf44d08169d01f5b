import CPrivacySamplers
import CTestProbes

/// A prepared law of the inversion sampler that frees itself.
final class PreparedInversion {
    let scale: Double
    let law: OpaquePointer

    init(_ scale: Double) {
        self.scale = scale
        law = dpk_inversion_prepare(scale)!
    }

    deinit {
        dpk_inversion_free(law)
    }

    static let scales = [
        1.0 / 64, 0.3, 1, 10, 100, 0x1p11, 0x1p24 - 1, 0x1p24, 0.7318e12, 0x1p40, 0x1p41,
    ]

    static let backEnds = (0..<dpk_backends_available()).map {
        String(cString: dpk_backend_name($0))
    }

    var width: Int { Int(certified.words_per_trial) }
    var certified: dpk_sampler { dpk_inversion_certified_sampler_var(law) }
    var split: UInt32 { dpk_probe_inversion_split(law) }

    func sampler(_ backEnd: Int) -> dpk_sampler { dpk_probe_inversion_sampler(law, backEnd) }

    /// Outputs of as many trials as `words` holds, with a refinement stream of its own for each.
    func run(_ sampler: dpk_sampler, _ words: [UInt64], seed: UInt64 = 7) -> [Int64] {
        let trials = words.count / width
        var out = [Int64](repeating: .min, count: trials)
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

    /// A trial's words, for a law of one or two words.
    func trial(_ first: UInt64, _ second: UInt64) -> [UInt64] {
        width == 1 ? [first] : [first, second]
    }
}
