import CPrivacyExact
import CPrivacySamplers
import CTestProbes

/// Deterministic words for tapes: SplitMix64. Never noise.
struct TestWords: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

/// A prepared law that frees itself.
final class PreparedLaw {
    let law: OpaquePointer
    let planes: Int

    init(scale: Double, wordBits: UInt32) {
        law = dpk_geometric_prepare(scale, wordBits)!
        planes = Int(dpk_probe_planes(law))
    }

    deinit {
        dpk_geometric_free(law)
    }

    func threshold(_ k: Int) -> UInt128 {
        var low: UInt64 = 0
        var high: UInt64 = 0
        dpk_probe_threshold(law, UInt32(k), &low, &high)
        return UInt128(high) << 64 | UInt128(low)
    }
}

/// Outputs of `trials` trials; the refinement stream is `zeros` words 0, then ones.
func run(
    _ sampler: dpk_sampler, on words: [UInt64], trials: Int = 1, zeros: Int = 0
) -> [Int64] {
    precondition(words.count == trials * Int(sampler.words_per_trial))
    var out = [Int64](repeating: .min, count: trials)
    let count = dpk_probe_run(sampler, words, trials, UInt64(zeros), &out)
    return Array(out.prefix(count))
}
