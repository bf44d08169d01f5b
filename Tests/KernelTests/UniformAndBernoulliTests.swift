import CPrivacyExact
import CPrivacySamplers
import Testing

@Suite struct UniformAndBernoulliTests {
    @Test func everyWordGivesEveryIntegerBelowTheBoundEquallyOften() {
        for bits: UInt32 in [1, 3, 8, 11] {
            for bound in 1...(UInt64(1) << UInt64(bits)) where bits < 11 || bound % 37 == 0 {
                var law = dpk_uniform()
                #expect(dpk_uniform_prepare(&law, bound, bits) == 1)
                let words = Array(0..<(UInt64(1) << UInt64(bits)))
                var counts = [Int](repeating: 0, count: Int(bound))
                for output in run(dpk_uniform_sampler(&law), on: words, trials: words.count) {
                    counts[Int(output)] += 1
                }
                #expect(counts.allSatisfy { $0 == (1 << Int(bits)) / Int(bound) }, "bound \(bound)")
            }
        }
    }

    @Test func boundsOutsideTheRangeAreRefused() {
        var law = dpk_uniform()
        #expect(dpk_uniform_prepare(&law, 0, 64) == 0)
        #expect(dpk_uniform_prepare(&law, 1 << 63, 64) == 1)
        #expect(dpk_uniform_prepare(&law, (1 << 63) + 1, 64) == 0)
        #expect(dpk_uniform_prepare(&law, 9, 3) == 0)
    }

    @Test func bernoulliIsOneExactlyBelowItsThreshold() {
        for (a, b, bits): (UInt64, UInt64, UInt32) in [
            (1, 10, 12), (1, 1, 12), (7, 2, 16), (50, 1, 9),
        ] {
            let gamma = ThresholdTests.rational(a, b, 0)
            defer { dpk_rational_free(gamma) }
            var law = dpk_bernoulli_exp()
            #expect(dpk_bernoulli_exp_prepare(&law, gamma, bits) == 1)
            let threshold = ThresholdTests.prefix(DPK_EXPONENTIAL, gamma, bits)
            for word in 0..<(UInt64(1) << UInt64(bits)) {
                let sampler = dpk_bernoulli_exp_sampler(&law)
                let tape = [word, 0]
                if UInt128(word) == threshold {
                    #expect(run(sampler, on: tape, zeros: 0) == [0])
                    #expect(run(sampler, on: tape, zeros: 2) == [1])
                } else {
                    #expect(run(sampler, on: tape) == [UInt128(word) < threshold ? 1 : 0])
                }
            }
            var zeroLaw = dpk_bernoulli_exp()
            let zero = dpk_rational_from_unsigned(0)
            defer { dpk_rational_free(zero) }
            #expect(dpk_bernoulli_exp_prepare(&zeroLaw, zero, 128) == 0)
        }
    }
}
