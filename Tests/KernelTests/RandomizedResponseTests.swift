import CPrivacyExact
import CPrivacySamplers
import CTestProbes
import Testing

/// Every tape of randomized response at reduced width.
@Suite struct RandomizedResponseTests {
    /// Differences from the exact counts over all tapes of 2 · `bits` bits: 0 for a right sampler.
    static func differences(
        _ epsilon: (UInt64, UInt64), categories: UInt64, bits: UInt32, planted: Int64 = 0
    ) -> Int {
        let exact = ThresholdTests.rational(epsilon.0, epsilon.1, 0)
        defer { dpk_rational_free(exact) }
        let law = dpk_randomized_response_prepare(exact, categories, bits)!
        defer { dpk_randomized_response_free(law) }
        var (low, high) = (UInt64(0), UInt64(0))
        dpk_probe_response_threshold(law, &low, &high)
        let threshold = Int(low)
        dpk_probe_response_plant(law, planted)
        var counts = [Int](repeating: 0, count: Int(categories))
        let size = 1 << Int(bits)
        let sampler = dpk_randomized_response_sampler(law)
        for u in 0..<size where u != threshold {
            for v in 0..<size {
                for offset in run(sampler, on: [UInt64(u), 0, UInt64(v)]) {
                    counts[Int(offset)] += 1
                }
            }
        }
        // Each lie has threshold · floor(size/(k - 1)) tapes, the truth as many for every other word.
        let each = size / Int(categories - 1)
        let truth = (size - threshold - 1) * each * Int(categories - 1)
        let wanted = [truth] + [Int](repeating: threshold * each, count: Int(categories) - 1)
        return zip(counts, wanted).filter { $0 != $1 }.count
    }

    @Test(arguments: [2, 3, 4, 5, 7] as [UInt64])
    func everyTapeIsCounted(categories: UInt64) {
        for epsilon in [(1, 10), (1, 1), (3, 1)] as [(UInt64, UInt64)] {
            #expect(Self.differences(epsilon, categories: categories, bits: 7) == 0)
            #expect(Self.differences(epsilon, categories: categories, bits: 7, planted: 2) > 0)
        }
    }

    /// The threshold is (k − 1)/(e^ε + k − 1): with w = 128 digits both neighbours' ratio is e^ε to 2^-120, from
    /// e^-ε's own digits: lie · e^ε = (1 − lie)(k − 1).
    @Test func truthAndLieDifferByEToTheEpsilon() {
        for (a, b, k) in [(1, 2, 2), (2, 1, 10), (5, 1, 1000)] as [(UInt64, UInt64, UInt64)] {
            let epsilon = ThresholdTests.rational(a, b, 0)
            defer { dpk_rational_free(epsilon) }
            let law = dpk_randomized_response_prepare(epsilon, k, 128)!
            defer { dpk_randomized_response_free(law) }
            var (low, high) = (UInt64(0), UInt64(0))
            dpk_probe_response_threshold(law, &low, &high)
            let lie = Double(UInt128(high) << 64 | UInt128(low)) * 0x1p-128
            let inverse = Double(ThresholdTests.prefix(DPK_EXPONENTIAL, epsilon, 128)) * 0x1p-128
            #expect(abs(lie / (Double(k - 1) * inverse * (1 - lie)) - 1) < 1e-13)
        }
    }

    /// The open word is refined: the digits that follow decide.
    @Test func theOpenWordIsRefined() {
        let epsilon = ThresholdTests.rational(1, 1, 0)
        defer { dpk_rational_free(epsilon) }
        let law = dpk_randomized_response_prepare(epsilon, 3, 128)!
        defer { dpk_randomized_response_free(law) }
        var (low, high) = (UInt64(0), UInt64(0))
        dpk_probe_response_threshold(law, &low, &high)
        let sampler = dpk_randomized_response_sampler(law)
        #expect(run(sampler, on: [low, high, 1 << 63], zeros: 1) == [2])
        #expect(run(sampler, on: [low, high, 1 << 63], zeros: 0) == [0])
    }

    @Test func parametersOutsideTheRangeAreRefused() {
        let epsilon = ThresholdTests.rational(1, 1, 0)
        let zero = ThresholdTests.rational(0, 1, 0)
        #expect(dpk_randomized_response_prepare(zero, 2, 128) == nil)
        #expect(dpk_randomized_response_prepare(epsilon, 1, 128) == nil)
        #expect(dpk_randomized_response_prepare(epsilon, 1 << 62 + 1, 128) == nil)
        #expect(dpk_randomized_response_prepare(epsilon, 2, 129) == nil)
        dpk_rational_free(epsilon)
        dpk_rational_free(zero)
    }
}
