import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// The fast sampler against certified arithmetic on the same words, on every back end.
@Suite struct InversionTests {
    static let sign: UInt64 = 1 << 63

    @Test(arguments: PreparedInversion.scales)
    func randomTapesAgreeWithCertifiedArithmetic(scale: Double) {
        let law = PreparedInversion(scale)
        var state = UInt64(scale.bitPattern)
        // A million trials over all scales. The counts leave rests that don't fill a vector.
        let many = dpk_probe_thread_sanitizer() != 0 ? 2000 : 91_000
        for trials in [1, 2, 3, 5, 7, 9, 13, many] {
            var words = [UInt64](repeating: 0, count: trials * law.width)
            dpk_probe_words(&state, &words, words.count)
            #expect(law.agree(words, seed: state))
        }
    }

    @Test(arguments: PreparedInversion.scales)
    func directedWordsAgreeWithCertifiedArithmetic(scale: Double) {
        let law = PreparedInversion(scale)
        var words = TestWords(state: 36)
        var firsts: Set<UInt64> = [0, 1, (1 << 63) - 1, (1 << 63) - 2]
        for exponent in 0..<63 {
            // Ends of the table's segments in every binade, and so every number of leading zeros.
            for segment in UInt64(16)..<32 {
                let end = (segment << 59) >> UInt64(63 - exponent)
                for word in [end &- 1, end, end &+ 1] { firsts.insert(word & ~Self.sign) }
            }
        }
        let seconds: [UInt64] = [0, 1, .max, .max - 1, 1 << 63, .max >> 11, words.next()]
        var tape: [UInt64] = []
        for first in firsts.sorted() {
            for second in law.width == 1 ? [0] : [seconds[Int(first % 7)], words.next()] {
                tape += law.trial(first, second) + law.trial(first | Self.sign, second)
            }
        }
        for second in seconds {
            tape += law.trial(words.next(), second)
        }
        #expect(law.agree(tape))
    }

    /// The words at which the value changes, found by bisection in certified arithmetic, and their neighbours.
    static func borderTape(_ law: PreparedInversion, upTo limit: UInt64, random: Int) -> [UInt64] {
        var words = TestWords(state: 63)
        // -ln U stays below 40, so that u is above 2^5.
        let range = UInt64(min(law.scale, 0x1p23) * 40)
        var borders = Array(1...limit)
        for _ in 0..<random { borders.append(words.next() % max(range, 1)) }
        var tape: [UInt64] = []
        for k in borders where k > 0 && k < range {
            let border = dpk_probe_inversion_high_border(law.law, k)
            for first in border - 3...border + 2 {
                tape += law.trial(first, words.next()) + law.trial(first | sign, words.next())
            }
        }
        if law.split > 0 {
            for _ in 0..<min(random, 200) {
                let border = dpk_probe_inversion_low_border(
                    law.law, words.next() % (1 << UInt64(law.split) - 1) + 1)
                for change in -2...1 {
                    tape += law.trial(words.next(), border &+ UInt64(bitPattern: Int64(change)))
                }
            }
        }
        return tape
    }

    static let lowBorders: [(Double, UInt64, Int)] = [(1, 40, 0), (10, 390, 0), (2048, 4096, 300)]

    @Test(arguments: lowBorders)
    func wordsAroundEveryBorderUpToTwelveBitsAgree(scale: Double, limit: UInt64, random: Int) {
        let law = PreparedInversion(scale)
        #expect(law.agree(Self.borderTape(law, upTo: limit, random: random)))
    }

    @Test(arguments: [0x1p24 - 1, 0x1p24, 0.7318e12, 0x1p41])
    func wordsAroundAThousandRandomBordersAgree(scale: Double) {
        let law = PreparedInversion(scale)
        #expect(law.agree(Self.borderTape(law, upTo: 40, random: 1000)))
    }

    @Test(arguments: PreparedInversion.scales)
    func allBackEndsLeaveTheSameTrialsOpen(scale: Double) {
        let law = PreparedInversion(scale)
        var state: UInt64 = 37
        var tapes: [[UInt64]] = []
        for _ in 0..<20_000 {
            var words = [UInt64](repeating: 0, count: 8 * law.width)
            dpk_probe_words(&state, &words, words.count)
            // Small u too: their cells are wide.
            words[0] >>= state % 64
            tapes.append(words)
        }
        // On and around the edge of acceptance: near borders.
        let border = Self.borderTape(law, upTo: 8, random: 20)
        for start in stride(from: 0, to: border.count - 8 * law.width, by: 8 * law.width) {
            for spread: UInt64 in [0, 1 << 8, 1 << 16, 1 << 20, 1 << 30, 1 << 40] {
                tapes.append(border[start..<start + 8 * law.width].map { $0 &+ spread })
            }
        }
        var opened = 0
        for words in tapes {
            var reference: ([Int64], UInt32, UInt32)?
            for backEnd in PreparedInversion.backEnds.indices {
                var values = [Int64](repeating: 0, count: 8)
                var open: UInt32 = 0
                var keep: UInt32 = 0
                dpk_probe_inversion_values(law.law, backEnd, words, &values, &open, &keep)
                if let reference {
                    #expect(reference == (values, open, keep))
                } else {
                    reference = (values, open, keep)
                    opened += open.nonzeroBitCount
                }
                #expect(open & keep == 0)
            }
        }
        #expect(opened > 0)
    }

    struct Vector {
        let scale: Double
        let words: [UInt64]
        let value: Int64
    }

    /// Another program's evaluation, so that certified arithmetic is not its own witness.
    @Test func valuesAgreeWithAReferenceOfFourHundredDigits() {
        let url = Bundle.module.url(forResource: "Vectors/inversion", withExtension: "txt")!
        let text = try! String(contentsOf: url, encoding: .utf8)
        let vectors = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.split(separator: " ")
            return Vector(
                scale: Double(parts[0])!,
                words: [UInt64(parts[1], radix: 16)!, UInt64(parts[2], radix: 16)!],
                value: Int64(parts[3])!)
        }
        #expect(vectors.count == 400)
        for vector in vectors {
            let law = PreparedInversion(vector.scale)
            let words = Array(vector.words.prefix(law.width))
            #expect(law.run(law.certified, words) == [vector.value], "\(vector)")
            for backEnd in PreparedInversion.backEnds.indices {
                #expect(law.run(law.sampler(backEnd), words) == [vector.value], "\(vector)")
            }
        }
    }

    @Test(arguments: [0.3, 10, 0x1p40])
    func aHostsRoundingModeChangesNothingAndIsPutBack(scale: Double) {
        let plain = PreparedInversion(scale)
        dpk_probe_hostile_rounding()
        let hostile = PreparedInversion(scale)
        dpk_probe_default_rounding()
        var state: UInt64 = 3
        var words = [UInt64](repeating: 0, count: 4003 * plain.width)
        dpk_probe_words(&state, &words, words.count)
        words += Self.borderTape(plain, upTo: 4, random: 10)
        for backEnd in PreparedInversion.backEnds.indices {
            let expected = plain.run(plain.sampler(backEnd), words)
            let sampler = hostile.sampler(backEnd)
            dpk_probe_hostile_rounding()
            let drawn = hostile.run(sampler, words)
            let putBack = dpk_probe_rounding_is_hostile()
            dpk_probe_default_rounding()
            #expect(drawn == expected)
            #expect(putBack == 1)
        }
    }

    @Test func scalesOutsideTheRangeAreRefused() {
        for scale in [0, -1, .nan, .infinity, 0x1.fffffffffffffp-7, 0x1.0000000000001p41] {
            #expect(dpk_inversion_prepare(scale) == nil)
        }
    }
}
