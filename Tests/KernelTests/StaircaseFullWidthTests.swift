import CPrivacyExact
import CPrivacySamplers
import CTestProbes
import Testing

/// The staircase sampler at its full width.
@Suite struct StaircaseFullWidthTests {
    static let parameters: [(UInt64, UInt64, Int, Int)] = [
        (1, 1, 5, 2), (1, 10, 1 << 30, 1 << 28), (50, 1, (1 << 46) - 1, 12345),
        (1, 1 << 50, 1 << 46, 1), (3, 7, 1, 1), (1, 1, 100, 100),
    ]

    /// Words far above their thresholds, a place of 0 in both steps (and kept), the sign plus.
    static func quietTape(_ law: PreparedStaircase) -> [UInt64] {
        var tape = [UInt64](repeating: .max, count: Int(law.sampler.words_per_trial))
        // A word of this size is in the middle of the place 0's words.
        tape[0] = (UInt64.max / UInt64(law.width) / 2) & ~1
        tape[1] = (UInt64.max / UInt64(max(1, law.sensitivity - law.width)) / 2) & ~1
        return tape
    }

    static func split(_ value: UInt128) -> [UInt64] {
        [UInt64(truncatingIfNeeded: value), UInt64(truncatingIfNeeded: value >> 64)]
    }

    @Test func theStepIsDecidedAtItsThreshold() throws {
        for (a, b, sensitivity, width) in Self.parameters {
            let law = try #require(
                PreparedStaircase(a, b, sensitivity: sensitivity, width: width))
            var tape = Self.quietTape(law)
            #expect(run(law.sampler, on: tape) == [0])
            let threshold = law.stepThreshold
            guard width < sensitivity else {
                // There is no second step, not even for an open word.
                tape.replaceSubrange(2..<4, with: [0, 0])
                #expect(threshold == 0 && run(law.sampler, on: tape, zeros: 9) == [0])
                continue
            }
            for (change, zeros, upper): (Int128, Int, Bool) in [
                (-1, 0, true), (1, 0, false), (0, 0, false), (0, 2, true),
            ] {
                let word = threshold &+ UInt128(truncatingIfNeeded: change)
                tape.replaceSubrange(2..<4, with: Self.split(word))
                #expect(run(law.sampler, on: tape, zeros: zeros) == [upper ? Int64(width) : 0])
            }
        }
    }

    @Test func minusZeroIsRejectedAndNothingElseOfThatSign() throws {
        let law = try #require(PreparedStaircase(1, 1, sensitivity: 5, width: 2))
        var tape = Self.quietTape(law)
        tape[0] |= 1
        #expect(run(law.sampler, on: tape) == [])
        tape.replaceSubrange(2..<4, with: [0, 0])
        #expect(run(law.sampler, on: tape) == [-2])
    }

    /// Whether a uniform place rejects its trial must not depend on which step is taken.
    @Test func eachPlaceRejectsWhicheverStepIsTaken() throws {
        let law = try #require(PreparedStaircase(1, 1, sensitivity: 8, width: 3))
        for second in [false, true] {
            for place in [0, 1] {
                var tape = Self.quietTape(law)
                if second { tape.replaceSubrange(2..<4, with: [0, 0]) }
                // The word 0 has the low half 0, below 2^63 mod 3 and 2^63 mod 5.
                tape[place] = 0
                #expect(run(law.sampler, on: tape) == [])
            }
        }
    }

    @Test func outputsSaturateAtTheLastWholePeriod() throws {
        for sensitivity in [1, 3, (1 << 46) - 1, 1 << 46] {
            let law = try #require(
                PreparedStaircase(1, 1 << 50, sensitivity: sensitivity, width: sensitivity))
            let longest = Int64.max / Int64(sensitivity)
            for (periods, expected) in [
                (longest - 1, (longest - 1) * Int64(sensitivity)), (longest, Int64.max),
                (longest / 2, longest / 2 * Int64(sensitivity)),
            ] where periods < Int64(1) << Int64(law.planes) {
                for sign: UInt64 in [0, 1] {
                    var tape = Self.quietTape(law)
                    tape[0] |= sign
                    for k in 0..<law.planes where periods >> Int64(k) & 1 == 1 {
                        tape.replaceSubrange(4 + 2 * k..<6 + 2 * k, with: [0, 0])
                    }
                    #expect(run(law.sampler, on: tape) == [sign == 1 ? -expected : expected])
                }
            }
        }
    }

    /// A saturated draw is drawn on by whole periods: never back below where it stood.
    @Test func aSaturatedDrawIsDrawnOn() throws {
        // Within 2^55 for sensitivity/ε, as in the library: beyond, saturated draws follow one another for ages.
        for (sensitivity, inverse) in [(3, 1 << 50), (1 << 46, 1 << 9)] as [(Int, UInt64)] {
            let law = try #require(
                PreparedStaircase(1, inverse, sensitivity: sensitivity, width: 1))
            let passed = Int128(Int64.max / Int64(sensitivity)) * Int128(sensitivity)
            var values: Set<Int128> = []
            for draw in [Int64.max, -.max] {
                for _ in 0..<20 {
                    var low: UInt64 = 0
                    var high: Int64 = 0
                    dpk_staircase_extend(law.law, draw, &low, &high)
                    let value = Int128(high) << 64 | Int128(low)
                    #expect(value.magnitude >= passed.magnitude && (value > 0) == (draw > 0))
                    values.insert(value)
                }
            }
            #expect(values.count == 40)
            var low: UInt64 = 0
            var high: Int64 = 0
            dpk_staircase_extend(law.law, -17, &low, &high)
            #expect(Int128(high) << 64 | Int128(low) == -17)
        }
    }

    @Test func parametersOutsideTheRangeAreRefused() {
        #expect(PreparedStaircase(0, 1, sensitivity: 1, width: 1) == nil)
        #expect(PreparedStaircase(1, 1 << 56, sensitivity: 1, width: 1) == nil)
        #expect(PreparedStaircase(1, 1, sensitivity: 0, width: 0) == nil)
        #expect(PreparedStaircase(1, 1, sensitivity: 5, width: 0) == nil)
        #expect(PreparedStaircase(1, 1, sensitivity: 5, width: 6) == nil)
        #expect(PreparedStaircase(1, 1, sensitivity: 1 << 46 + 1, width: 1) == nil)
        #expect(PreparedStaircase(1, 1, sensitivity: 5, width: 2, wordBits: 129) == nil)
        #expect(PreparedStaircase(1, 1, sensitivity: 9, width: 9, wordBits: 3) == nil)
        #expect(PreparedStaircase(1 << 62, 1, sensitivity: 5, width: 2) != nil)
    }
}
