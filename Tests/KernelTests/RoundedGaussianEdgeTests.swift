import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// The far tail, refinement shared by a pair, draws, and errors that have to be noticed.
@Suite(.serialized) struct RoundedGaussianEdgeTests {
    static let everyWay =
        Array(PreparedRoundedGaussian.backEnds) + [PreparedRoundedGaussian.certified]

    /// U in its first cell is refined until it isn't 0.
    @Test(arguments: [0x1p-6, 10, 0x1p26])
    func theCellOfZeroIsRefined(scale: Double) {
        let law = PreparedRoundedGaussian(scale)
        for how in Self.everyWay {
            // Refinement reads 1 and 1, 2 and 2, 4 and 4, ... words; ones begin after the zeros, U first.
            for (zeros, digits) in [(0, 64), (2, 128), (3, 192), (14, 512), (62, 2048)] {
                var out: [Int64] = [0, 0]
                dpk_probe_rounded_gaussian_zeros(
                    law.law, how, [0, 1 << 61], [0, 0], UInt64(zeros), &out)
                let radius = (2 * Double(digits) * log(2)).squareRoot()
                let expected = (scale * radius * 0.5.squareRoot()).rounded()
                #expect(abs(Double(out[0]) - expected) <= 1 + expected * 1e-9, "\(zeros)")
                #expect(abs(Double(out[1]) - expected) <= 1 + expected * 1e-9, "\(zeros)")
            }
        }
    }

    /// Pairs whose halves are equal functions of U over the cell (V at an eighth turn), both with a border inside the
    /// cell. Whatever the refinement, both halves fall on the same side; both sides occur.
    static func jointOutcomes(_ law: PreparedRoundedGaussian, _ how: Int) -> (Int, Int, Int) {
        let v: UInt64 = 1 << 61
        var outcomes = (0, 0, 0)
        for u: UInt64 in [3, 40, 1000, 1 << 20, 1 << 30] {
            let middle = (-2 * log((Double(u) + 0.5) * 0x1p-64)).squareRoot() * 0.5.squareRoot()
            let phase = (0.5 - law.scale * middle).remainder(dividingBy: 1)
            for seed in UInt64(0)..<200 {
                let out = law.run(
                    how, [u, v], [phase, phase], seed: seed &* 0x9876_5432_1234_5677)
                let low = Int64((law.scale * middle + phase - 0.5).rounded())
                if out == [low, low] {
                    outcomes.0 += 1
                } else if out == [low + 1, low + 1] {
                    outcomes.1 += 1
                } else {
                    outcomes.2 += 1
                }
            }
        }
        return outcomes
    }

    @Test func bothHalvesOfAPairReadTheSameDigits() {
        let law = PreparedRoundedGaussian(1)
        for how in Self.everyWay {
            let (down, up, mixed) = Self.jointOutcomes(law, how)
            #expect(down > 300 && up > 300 && mixed == 0, "\(how): \(down) \(up) \(mixed)")
        }
    }

    @Test func halvesRefinedApartAreNoticed() {
        let law = PreparedRoundedGaussian(1)
        let how = Int(DPK_RUN_REFINES_HALVES_APART)
        #expect(Self.jointOutcomes(law, how).2 > 300)
    }

    @Test func aSlowPathThatForgetsThePhaseIsNoticed() {
        let law = PreparedRoundedGaussian(1000.25)
        let (tape, phases) = law.borderTape((0..<40).map { $0 * 20 - 400 }, seed: 5)
        let expected = law.run(PreparedRoundedGaussian.certified, tape, phases)
        #expect(law.agree(tape, phases))
        let how = Int(DPK_RUN_FORGETS_PHASE)
        #expect(law.run(how, tape, phases) != expected)
        for backEnd in PreparedRoundedGaussian.backEnds {
            #expect(law.run(backEnd, tape, nil) != expected)
        }
    }

    @Test func aMarginOfZeroIsNoticed() {
        for scale in [1, 1000.25, 0x1p26] {
            let law = PreparedRoundedGaussian(scale)
            let (tape, phases) = law.borderTape((0..<300).map { $0 % 7 - 3 }, seed: 6)
            let expected = law.run(PreparedRoundedGaussian.certified, tape, phases)
            #expect(law.agree(tape, phases))
            dpk_probe_rounded_gaussian_plant_no_margin(law.law)
            for backEnd in PreparedRoundedGaussian.backEnds {
                #expect(law.run(backEnd, tape, phases) != expected)
            }
        }
    }

    @Test func aTableEntryThatIsOffIsNoticed() {
        for entry: UInt32 in [0, 7, 15] {
            let law = PreparedRoundedGaussian(0x1p26)
            dpk_probe_rounded_gaussian_plant_table_error(
                law.law, entry, 1 << (entry == 0 ? 14 : 10))
            var words = TestWords(state: 21)
            var tape: [UInt64] = []
            for _ in 0..<400 {
                // U in the entry's segment; a border of the first half next to it.
                let u = (UInt64(16 + entry) << 59 | words.next() >> 5) >> (words.next() % 3)
                let own = [u, words.next()]
                let center = law.run(PreparedRoundedGaussian.certified, own, nil)[0]
                let border = dpk_probe_rounded_gaussian_border(
                    law.law, own, [0, 0], 0, 0, center)
                guard border != 0 else { continue }
                for step in [1 << 13, 1 << 15, 1 << 17, 1 << 18] as [UInt64] {
                    tape += [border &+ step, own[1], border &- step, own[1]]
                }
            }
            let expected = law.run(PreparedRoundedGaussian.certified, tape, nil)
            for backEnd in PreparedRoundedGaussian.backEnds {
                #expect(law.run(backEnd, tape, nil) != expected)
            }
        }
    }

    /// Every place is written and no other, for odd counts, too. Of 4097 draws at scale 2^26, 0.036 pairs are equal on
    /// average; seven of them have a probability below 2e-14.
    @Test(arguments: [false, true])
    func drawsFillWhatIsAskedFor(constantTime: Bool) {
        let law = PreparedRoundedGaussian(0x1p26)
        let draw =
            constantTime ? dpk_rounded_gaussian_draw_constant_time : dpk_rounded_gaussian_draw
        for count in [0, 1, 2, 3, 15, 16, 17, 18, 33, constantTime ? 101 : 4097] {
            var out = [Int64](repeating: .min, count: count + 1)
            draw(law.law, nil, &out, count)
            #expect(out[count] == .min && !out.prefix(count).contains(.min))
            #expect(Set(out.prefix(count)).count + 6 >= count)
            draw(law.law, [Double](repeating: 0.25, count: count), &out, count)
            #expect(out[count] == .min && !out.prefix(count).contains(.min))
        }
    }

    /// At the least scale an output is the phase's nearest integer, but for |N| > 64/4: each place gets its own phase.
    @Test(arguments: [false, true])
    func drawsUseThePhaseOfTheirPlace(constantTime: Bool) {
        let law = PreparedRoundedGaussian(0x1p-6)
        let draw =
            constantTime ? dpk_rounded_gaussian_draw_constant_time : dpk_rounded_gaussian_draw
        // 1/2 +- 1/4 isn't within reach; 1/2 is a fair coin.
        let phases = (0..<203).map { [0.25, 0.5, -0.25, -0.5, 0][$0 % 5] }
        var heads = (0, 0)
        for _ in 0..<20 {
            var out = [Int64](repeating: .min, count: 203)
            draw(law.law, phases, &out, 203)
            for i in 0..<203 {
                switch i % 5 {
                case 1: heads.0 += out[i] == 1 ? 1 : out[i] == 0 ? 0 : 10_000
                case 3: heads.1 += out[i] == -1 ? 1 : out[i] == 0 ? 0 : 10_000
                default: #expect(out[i] == 0)
                }
            }
        }
        // 820 fair coins each: by Hoeffding's inequality beyond 100 of 410 with probability 2 e^-24.4 = 5e-11.
        #expect(abs(heads.0 - 410) <= 100 && abs(heads.1 - 400) <= 110)
    }
}
