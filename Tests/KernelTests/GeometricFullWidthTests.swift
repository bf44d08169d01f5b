import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// The reference sampler at its full width of 128 bits.
@Suite struct GeometricFullWidthTests {
    static let scales = [0x1p40 * 0.75, 10, 1, 0.3, 0x1p55]

    static func words(_ value: UInt128) -> [UInt64] {
        [UInt64(truncatingIfNeeded: value), UInt64(truncatingIfNeeded: value >> 64)]
    }

    @Test(arguments: scales)
    func aWordBelowAThresholdSetsItsBitAndOneAboveDoesNot(scale: Double) {
        let law = PreparedLaw(scale: scale, wordBits: 128)
        let sampler = dpk_geometric_sampler(law.law)
        for plane in 0..<law.planes {
            let threshold = law.threshold(plane)
            for (change, zeros, expected): (Int, Int, Int64) in [
                (-1, 0, 1), (1, 0, 0), (0, 0, 0), (0, 2, 1),
            ] {
                guard threshold > 0 || change >= 0 else { continue }
                // All other words are far above their thresholds.
                var tape = [UInt64](repeating: .max, count: Int(sampler.words_per_trial))
                let word = UInt128(
                    truncatingIfNeeded: Int128(truncatingIfNeeded: threshold) &+ Int128(change))
                tape.replaceSubrange(2 * plane..<2 * plane + 2, with: Self.words(word))
                #expect(run(sampler, on: tape, zeros: zeros) == [expected << Int64(plane)])
            }
        }
    }

    /// Thresholds by another route (`ThresholdTests` proves them), comparisons in Swift.
    @Test(arguments: [0x1p40 * 0.75, 10.0])
    func aMillionRandomTapesAgreeWithAnIndependentComparison(scale: Double) {
        let law = PreparedLaw(scale: scale, wordBits: 128)
        let sampler = dpk_discrete_laplace_sampler(law.law)
        let width = Int(sampler.words_per_trial)
        let inverse = ThresholdTests.rational(
            1 << 20, UInt64(scale * 0x1p20), 0)
        defer { dpk_rational_free(inverse) }
        let thresholds = (0..<law.planes).map { plane in
            let x = dpk_rational_scale(inverse, Int32(plane))
            defer { dpk_rational_free(x) }
            return ThresholdTests.prefix(DPK_LOGISTIC, x, 128)
        }
        // Compared most significant word first, on plain arrays: a debug build has to get through 10^8 words.
        let highs = thresholds.map { UInt64(truncatingIfNeeded: $0 >> 64) }
        let lows = thresholds.map { UInt64(truncatingIfNeeded: $0) }
        var state: UInt64 = 2018
        let trials = 1000
        var tape = [UInt64](repeating: 0, count: trials * width)
        for _ in 0..<1000 {
            dpk_probe_words(&state, &tape, tape.count)
            let drawn = run(sampler, on: tape, trials: trials)
            var expected: [Int64] = []
            tape.withUnsafeBufferPointer { tape in
                for trial in 0..<trials {
                    var word = trial * width
                    let negative = tape[word] & 1 == 1
                    var magnitude: Int64 = 0
                    var plane = 0
                    while plane < law.planes {
                        let low = tape[word + 1]
                        let high = tape[word + 2]
                        if high < highs[plane] || (high == highs[plane] && low < lows[plane]) {
                            magnitude |= 1 << Int64(plane)
                        }
                        plane += 1
                        word += 2
                    }
                    if !(negative && magnitude == 0) {
                        expected.append(negative ? -magnitude : magnitude)
                    }
                }
            }
            #expect(drawn == expected)
        }
    }

    @Test func theTailIsWorthTwoToThePlanesEachTimeAndSaturates() {
        let law = PreparedLaw(scale: 0x1p55, wordBits: 128)
        #expect(law.planes == 62)
        let sampler = dpk_discrete_laplace_sampler(law.law)
        var tape = [UInt64](repeating: .max, count: Int(sampler.words_per_trial))
        tape[0] = 0
        tape[tape.count - 2] = 0
        tape[tape.count - 1] = 0
        // The tail's threshold has 128 leading digits 0. One zero decides the open tail; each further zero is one more hit.
        #expect(law.threshold(62) == 0)
        #expect(run(sampler, on: tape, zeros: 2) == [1 << 62])
        #expect(run(sampler, on: tape, zeros: 40) == [.max])
        tape[0] = 1
        #expect(run(sampler, on: tape, zeros: 40) == [-.max])
    }

    @Test func scalesOutsideTheRangeAreRefused() {
        for scale in [0, -1, .nan, .infinity, 0x1.0000000000001p55] {
            #expect(dpk_geometric_prepare(scale, 128) == nil)
        }
        for scale in [.leastNonzeroMagnitude, 1e-300, 0x1p-60] {
            let law = PreparedLaw(scale: scale, wordBits: 128)
            let ones = [UInt64](repeating: .max, count: 3)
            #expect(run(dpk_discrete_laplace_sampler(law.law), on: ones) == [])
            #expect(run(dpk_discrete_laplace_sampler(law.law), on: [0, .max, .max]) == [0])
        }
    }
}
