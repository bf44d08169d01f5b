import CPrivacyExact
import CPrivacySamplers
import CTestProbes

/// A prepared staircase law, ε = `numerator` / `denominator`, that frees itself.
final class PreparedStaircase {
    let epsilon: OpaquePointer
    let sensitivity: Int
    let width: Int
    let law: OpaquePointer
    let planes: Int

    init?(
        _ numerator: UInt64, _ denominator: UInt64, sensitivity: Int, width: Int,
        wordBits: UInt32 = 128
    ) {
        epsilon = ThresholdTests.rational(numerator, denominator, 0)
        self.sensitivity = sensitivity
        self.width = width
        guard
            let law = dpk_staircase_prepare(
                epsilon, UInt64(sensitivity), UInt64(width), wordBits)
        else {
            dpk_rational_free(epsilon)
            return nil
        }
        self.law = law
        planes = Int(dpk_probe_planes(dpk_probe_staircase_periods(law)))
    }

    deinit {
        dpk_staircase_free(law)
        dpk_rational_free(epsilon)
    }

    var sampler: dpk_sampler { dpk_staircase_sampler(law) }

    /// floor(P(i >= r) · 2^w).
    var stepThreshold: UInt128 {
        var low: UInt64 = 0
        var high: UInt64 = 0
        dpk_probe_staircase_threshold(law, &low, &high)
        return UInt128(high) << 64 | UInt128(low)
    }

    /// floor(P(bit k of j is 1) · 2^w); k = planes: P(j ≥ 2^planes).
    func periodThreshold(_ k: Int) -> UInt128 {
        var low: UInt64 = 0
        var high: UInt64 = 0
        dpk_probe_threshold(dpk_probe_staircase_periods(law), UInt32(k), &low, &high)
        return UInt128(high) << 64 | UInt128(low)
    }
}
