import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// The rounded Gaussian against certified arithmetic on the same words, on every back end.
@Suite struct RoundedGaussianTests {
    @Test(arguments: PreparedRoundedGaussian.scales)
    func randomTapesAgreeWithCertifiedArithmetic(scale: Double) {
        let law = PreparedRoundedGaussian(scale)
        var random = TestWords(state: UInt64(scale.bitPattern))
        let many = dpk_probe_thread_sanitizer() != 0 ? 500 : 5003
        // The counts leave rests that don't fill a vector.
        for pairs in [1, 2, 3, 5, 7, 9, 15, many] {
            let words = (0..<2 * pairs).map { _ in random.next() }
            #expect(law.agree(words, nil, seed: random.state))
            let phases = PreparedRoundedGaussian.phases(2 * pairs, from: &random)
            #expect(law.agree(words, phases, seed: random.state))
        }
    }

    @Test(arguments: PreparedRoundedGaussian.scales)
    func directedWordsAgreeWithCertifiedArithmetic(scale: Double) {
        let law = PreparedRoundedGaussian(scale)
        var random = TestWords(state: 36)
        var radii: Set<UInt64> = [0, 1, .max, .max - 1, .max - 1023, .max - 1024, .max - 2048]
        for exponent in 0..<64 {
            // Ends of the table's segments in every binade, and so every number of leading zeros.
            for segment in UInt64(16)..<32 {
                let end = (segment << 59) >> UInt64(63 - exponent)
                for word in [end &- 1, end, end &+ 1] { radii.insert(word) }
            }
        }
        var angles: [UInt64] = []
        for octant in UInt64(0)..<8 {
            for change: UInt64 in [0 &- 2, 0 &- 1, 0, 1, 2] {
                angles.append(octant << 61 &+ change)
            }
        }
        var tape: [UInt64] = []
        for (i, u) in radii.sorted().enumerated() {
            tape += [u, angles[i % angles.count], u, random.next()]
        }
        for v in angles {
            tape += [random.next(), v, .max - random.next() >> 40, v, random.next() >> 50, v]
        }
        #expect(law.agree(tape, nil))
        #expect(law.agree(tape, PreparedRoundedGaussian.phases(tape.count, from: &random)))
        for phase in PreparedRoundedGaussian.edgePhases {
            let few = Array(tape.suffix(240))
            #expect(law.agree(few, [Double](repeating: phase, count: 240)))
        }
    }

    @Test(arguments: PreparedRoundedGaussian.scales)
    func wordsAroundBordersAgree(scale: Double) {
        let law = PreparedRoundedGaussian(scale)
        var random = TestWords(state: 11)
        let range = Int64(4 * scale + 2)
        let all = Array(-min(range, 100)...min(range, 100))
        // At small scales most phases leave no border within reach.
        let few = (0..<(scale < 1 ? 2000 : 200)).map { _ in
            Int64(random.next() % UInt64(2 * range + 1)) - range
        }
        let (tape, phases) = law.borderTape(all + few, seed: 5)
        #expect(tape.count > 300)
        #expect(law.agree(tape, phases, seed: 1))
        #expect(law.agree(tape, phases, seed: 2))
    }

    @Test(arguments: PreparedRoundedGaussian.scales)
    func allBackEndsLeaveTheSameTrialsOpen(scale: Double) {
        let law = PreparedRoundedGaussian(scale)
        var random = TestWords(state: 37)
        var (tape, phases) = law.borderTape((0..<60).map { $0 % 5 - 2 }, seed: 8)
        // On and around the edge of acceptance: near borders.
        let border = tape
        for spread: UInt64 in [1 << 8, 1 << 11, 1 << 12, 1 << 13, 1 << 16, 1 << 20, 1 << 30] {
            tape += border.map { $0 &+ spread }
            phases += phases.prefix(border.count)
        }
        for shift in 0..<10_000 {
            // Small u too: their cells are wide.
            tape += [random.next() >> UInt64(shift % 64), random.next()]
        }
        phases += PreparedRoundedGaussian.phases(tape.count - phases.count, from: &random)
        var opened = 0
        for start in stride(from: 0, through: tape.count - 16, by: 16) {
            let words = Array(tape[start..<start + 16])
            let phase = Array(phases[start..<start + 16])
            var reference: ([Int64], UInt32)?
            for backEnd in PreparedRoundedGaussian.backEnds {
                var values = [Int64](repeating: 1, count: 16)
                var open: UInt32 = 0
                dpk_probe_rounded_gaussian_values(law.law, backEnd, words, phase, &values, &open)
                if let reference {
                    #expect(reference == (values, open))
                } else {
                    reference = (values, open)
                    opened += open.nonzeroBitCount
                }
            }
        }
        #expect(opened > 0)
    }

    /// Another program's evaluation, so that certified arithmetic is not its own witness; and each coefficient.
    @Test func valuesAgreeWithAReferenceOfSevenHundredDigits() {
        let url = Bundle.module.url(forResource: "Vectors/rounded_gaussian", withExtension: "txt")!
        let text = try! String(contentsOf: url, encoding: .utf8)
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        var vectors = 0
        for line in lines.map({ $0.split(separator: " ") }) {
            if line[0] == "cosine" {
                #expect(dpk_probe_turn_cosine(UInt32(line[1])!) == Double(line[2])!)
            } else if line[0] == "sine" {
                #expect(dpk_probe_turn_sine(UInt32(line[1])!) == Double(line[2])!)
            } else {
                let law = PreparedRoundedGaussian(Double(line[0])!)
                let words = [UInt64(line[1], radix: 16)!, UInt64(line[2], radix: 16)!]
                let phase = [Double(line[3])!, Double(line[4])!]
                let seed = UInt64(line[5], radix: 16)!
                let values = [Int64(line[6])!, Int64(line[7])!]
                for how in Array(PreparedRoundedGaussian.backEnds)
                    + [PreparedRoundedGaussian.certified]
                {
                    #expect(law.run(how, words, phase, seed: seed) == values, "\(line)")
                }
                vectors += 1
            }
        }
        #expect(vectors == 480)
    }

    @Test(arguments: [0.3, 10, 0x1p26])
    func aHostsRoundingModeChangesNothingAndIsPutBack(scale: Double) {
        let plain = PreparedRoundedGaussian(scale)
        dpk_probe_hostile_rounding()
        let hostile = PreparedRoundedGaussian(scale)
        dpk_probe_default_rounding()
        var (words, phases) = plain.borderTape([-1, 0, 1, 0, 2, 0, 1, -2], seed: 3)
        var random = TestWords(state: 9)
        words += (0..<2006).map { _ in random.next() }
        phases += PreparedRoundedGaussian.phases(2006, from: &random)
        for how in Array(PreparedRoundedGaussian.backEnds) + [PreparedRoundedGaussian.certified] {
            let expected = plain.run(how, words, phases)
            dpk_probe_hostile_rounding()
            let drawn = hostile.run(how, words, phases)
            let putBack = dpk_probe_rounding_is_hostile()
            dpk_probe_default_rounding()
            #expect(drawn == expected)
            #expect(putBack == 1)
        }
    }

    @Test func scalesOutsideTheRangeAreRefused() {
        for scale in [0, -1, .nan, .infinity, 0x1.fffffffffffffp-7, 0x1.0000000000001p26] {
            #expect(dpk_rounded_gaussian_prepare(scale) == nil)
        }
    }
}
