import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// The discrete Gaussian sampler against certified arithmetic on the same words, on every back end.
@Suite struct DiscreteGaussianTests {
    typealias Law = PreparedDiscreteGaussian

    @Test(arguments: Law.sigmas)
    func randomTapesAgreeWithCertifiedArithmetic(sigma: Double) {
        let law = Law(sigma)
        var state = sigma.bitPattern
        let many = dpk_probe_thread_sanitizer() != 0 ? 1000 : 8000
        for trials in [1, 2, 3, 5, 7, 9, 13, many] {
            var words = [UInt64](repeating: 0, count: trials * law.width)
            dpk_probe_words(&state, &words, words.count)
            #expect(law.agree(words, seed: state))
        }
    }

    @Test(arguments: Law.sigmas)
    func directedWordsAgreeWithCertifiedArithmetic(sigma: Double) {
        let law = Law(sigma)
        var words = TestWords(state: 36)
        var firsts: Set<UInt64> = [0, 1, (1 << 63) - 1, (1 << 63) - 2]
        for exponent in 0..<63 {
            // Ends of the table's segments in every binade, and so every number of leading zeros.
            for segment in stride(from: UInt64(16), to: 32, by: exponent < 30 ? 5 : 1) {
                let end = (segment << 59) >> UInt64(63 - exponent)
                let step: UInt64 = law.width == 1 ? 1 << 24 : 1
                for word in [end &- step, end, end &+ step] { firsts.insert(word & ~Law.sign) }
            }
        }
        let seconds: [UInt64] = [0, 1 << 24, .max, .max - 1 << 24, 1 << 63, .max >> 11]
        var tape: [UInt64] = []
        for (n, first) in firsts.sorted().enumerated() {
            let second = n % 2 == 0 ? seconds[n / 2 % seconds.count] : words.next()
            for w in [[0, Law.acceptDigits, 1][n % 3], words.next() & Law.acceptDigits] {
                tape += law.trial(first, second, w: w) + law.trial(first | Law.sign, second, w: w)
            }
        }
        #expect(law.agree(tape))
    }

    /// Words around the borders of acceptance, and around the borders of the proposal.
    static func borderTape(_ law: Law, magnitudes: Int, random: Int) -> [UInt64] {
        var words = TestWords(state: 63)
        var tape: [UInt64] = []
        for k in 0..<UInt64(magnitudes) where law.split == 0 {
            let border = dpk_probe_discrete_gaussian_border(law.law, k + 1)
            guard border > 1 << 30 else { break }
            tape += law.acceptBorders(law.word(ofMagnitude: k), 0)
            let step: UInt64 = law.width == 1 ? 1 << 24 : 1
            for change in UInt64(0)..<4 {
                let first = border + change * step - 2 * step
                for w in [0, words.next() & Law.acceptDigits] {
                    tape += law.trial(first, 0, w: w) + law.trial(first | Law.sign, 0, w: w)
                }
            }
        }
        for n in 0..<random {
            // Every fourth one far out, where W has to be small.
            let first = n % 4 == 3 ? words.next() >> (1 + words.next() % 30) : words.next() >> 1
            tape += law.acceptBorders(first, words.next())
        }
        return tape
    }

    static let borders: [(Double, Int, Int)] = [
        (1.0 / 64, 2, 0), (0.3, 8, 0), (1, 20, 0), (10, 120, 0), (255.9, 40, 40),
        (0x1p8, 40, 40), (0x1p24 - 1, 0, 80), (0x1p24, 0, 80), (0.7318e12, 0, 80), (0x1p41, 0, 80),
    ]

    @Test(arguments: borders)
    func wordsAroundTheBordersAgree(sigma: Double, magnitudes: Int, random: Int) {
        let law = Law(sigma)
        #expect(law.agree(Self.borderTape(law, magnitudes: magnitudes, random: random)))
    }

    @Test(arguments: Law.sigmas)
    func allBackEndsLeaveTheSameTrialsOpen(sigma: Double) {
        let law = Law(sigma)
        var state: UInt64 = 37
        var tapes: [[UInt64]] = []
        for _ in 0..<5000 {
            var words = [UInt64](repeating: 0, count: 8 * law.width)
            dpk_probe_words(&state, &words, words.count)
            // Small u too: their cells are wide.
            words[0] >>= state % 64
            tapes.append(words)
        }
        let border = Self.borderTape(law, magnitudes: 12, random: 12)
        for start in stride(from: 0, to: border.count - 8 * law.width, by: 8 * law.width) {
            tapes.append(Array(border[start..<start + 8 * law.width]))
        }
        var opened = 0
        for words in tapes {
            var reference: ([Int64], UInt32, UInt32)?
            for backEnd in Law.backEnds.indices {
                var values = [Int64](repeating: 0, count: 8)
                var open: UInt32 = 0
                var keep: UInt32 = 0
                dpk_probe_discrete_gaussian_values(
                    law.law, backEnd, words, &values, &open, &keep)
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

    /// Another program's evaluation, so that certified arithmetic is not its own witness.
    @Test func outputsAgreeWithAReferenceOfFourHundredDigits() {
        let url = Bundle.module.url(forResource: "Vectors/discrete_gaussian", withExtension: "txt")!
        let text = try! String(contentsOf: url, encoding: .utf8)
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.count == 440)
        for line in lines {
            let parts = line.split(separator: " ")
            let law = Law(Double(parts[0])!)
            let pair = [UInt64(parts[1], radix: 16)!, UInt64(parts[2], radix: 16)!]
            let words = law.width == 1 ? [pair[1]] : pair
            let wanted = parts[3] == "rejected" ? [] : [Int64(parts[3])!]
            #expect(law.run(law.certified, words) == wanted, "\(line)")
            for backEnd in Law.backEnds.indices {
                #expect(law.run(law.sampler(backEnd), words) == wanted, "\(line)")
            }
        }
    }

    @Test(arguments: [0.3, 10, 1000, 0x1p40])
    func aHostsRoundingModeChangesNothingAndIsPutBack(sigma: Double) {
        let plain = Law(sigma)
        dpk_probe_hostile_rounding()
        let hostile = Law(sigma)
        dpk_probe_default_rounding()
        var state: UInt64 = 3
        var words = [UInt64](repeating: 0, count: 4003 * plain.width)
        dpk_probe_words(&state, &words, words.count)
        words += Self.borderTape(plain, magnitudes: 4, random: 4)
        for backEnd in Law.backEnds.indices {
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

    /// Half of a trial's words are its decoy's: they change nothing.
    @Test(arguments: [0.3, 10, 1000, 0x1p40])
    func theConstantTimeFormIsTheSameFunctionOfItsOwnWords(sigma: Double) {
        let law = Law(sigma)
        var words = Self.borderTape(law, magnitudes: 12, random: 12)
        var state: UInt64 = 5
        let drawn = words.count
        words += [UInt64](repeating: 0, count: 600 * law.width)
        words.withUnsafeMutableBufferPointer {
            dpk_probe_words(&state, $0.baseAddress! + drawn, 600 * law.width)
        }
        let expected = law.run(law.certified, words)
        let sampler = dpk_discrete_gaussian_constant_time_sampler(law.law)
        #expect(sampler.words_per_trial == 2 * UInt32(law.width))
        var tape: [UInt64] = []
        for start in stride(from: 0, to: words.count, by: law.width) {
            tape += words[start..<start + law.width]
            for _ in 0..<law.width {
                var word: UInt64 = 0
                dpk_probe_words(&state, &word, 1)
                tape.append(word)
            }
        }
        let trials = words.count / law.width
        var out = [Int64](repeating: .min, count: trials + 1)
        let count = dpk_probe_run_keyed(sampler, tape, trials, 7, &out)
        #expect(Array(out.prefix(count)) == expected)
    }

    @Test func sigmasOutsideTheRangeAreRefused() {
        for sigma in [0, -1, .nan, .infinity, 0x1.fffffffffffffp-7, 0x1.0000000000001p41] {
            #expect(dpk_discrete_gaussian_prepare(sigma) == nil)
        }
    }
}
