import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// The fast logarithm and the whole mechanism against certified arithmetic on the same words, on every back end.
@Suite struct SnappingTests {
    struct Vector {
        let fraction: UInt64
        let n: Int
        let value: Double
        let distance: Double
    }

    /// Another program's logarithms, 60 and more of them within 2^-18 units of a midpoint of two doubles.
    static let vectors: [Vector] = {
        let url = Bundle.module.url(forResource: "Vectors/snapping", withExtension: "txt")!
        let text = try! String(contentsOf: url, encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.split(separator: " ")
            return Vector(
                fraction: UInt64(parts[0], radix: 16)!, n: Int(parts[1])!,
                value: Double(parts[2])!, distance: Double(parts[3])!)
        }
    }()

    @Test func certifiedLogarithmsAgreeWithAReferenceOfSixHundredBits() {
        #expect(Self.vectors.count > 400)
        #expect(Self.vectors.filter { $0.distance < -18 }.count > 60)
        for vector in Self.vectors {
            let value = dpk_probe_snapping_certified(vector.fraction, UInt32(vector.n))
            #expect(value == vector.value, "\(vector)")
        }
    }

    /// What isn't open is right; nothing is open further from a midpoint than the margins are wide.
    @Test func fastLogarithmsAgreeWithTheReferenceToo() {
        let law = PreparedSnapping(lambda: 1, bound: 10)
        for backEnd in PreparedSnapping.backEnds {
            for vector in Self.vectors where vector.n <= 64 {
                let trial = PreparedSnapping.trial(
                    fraction: vector.fraction, n: vector.n, rest: 0x5a5a_5a5a_5a5a_5a5a)
                let words = (0..<8).flatMap { _ in trial }
                for result in law.logarithms(backEnd, words) {
                    if let result {
                        #expect(result == vector.value, "\(vector)")
                    } else {
                        #expect(vector.distance < -17.4, "\(vector)")
                    }
                }
            }
        }
    }

    /// Beyond 64 leading zeros the exponent goes on in the refinement stream.
    @Test func theExponentGoesOnWithoutEnd() {
        for n in [1, 63, 64, 65, 128, 129, 1074, 1075, 5000, 100_000] {
            let value = dpk_probe_snapping_certified(0, UInt32(n))
            #expect(abs(value - Double(n) * 0.6931471805599453) < 1e-15 * Double(n))
        }
        // The fast path leaves such a trial open, and the mechanism takes it to a bound.
        let law = PreparedSnapping(lambda: 1, bound: 16)
        let words: [UInt64] = [0, 0, 1 << 63, 0, 0, 1, 1 << 63, 1]
        for backEnd in PreparedSnapping.backEnds {
            #expect(law.logarithms(backEnd, words + words)[0] == nil)
            #expect(law.run(backEnd, words, on: [0, 0, 0, 0]) == [16, -16, 16, -16])
        }
    }

    /// One input in two within the bounds; some on ties, infinite or no number.
    static func inputs(
        _ count: Int, granularity: Double, bound: Double, from source: inout TestWords
    ) -> [Double] {
        (0..<count).map { index in
            switch index % 16 {
            case 0: Double(Int.random(in: -20...20, using: &source)) * granularity
            case 1: (Double(Int.random(in: -20...20, using: &source)) + 0.5) * granularity
            case 2: [Double.infinity, -.infinity, .nan, -0.0][Int(source.next() % 4)]
            case 3: Double(bitPattern: source.next())
            default: Double.random(in: -2...2, using: &source) * bound
            }
        }
    }

    static let laws: [(Double, Double)] = [
        (1, 10), (0.7318, 1000), (1.9999, 0x1.ffp46), (0x1p-1000, 0x1p-990),
        (0x1.8p950, 0x1p960),
        (3, 3.0000000000000004),
    ]

    @Test(arguments: laws)
    func allBackEndsAgreeWithCertifiedArithmetic(lambda: Double, bound: Double) {
        let law = PreparedSnapping(lambda: lambda, bound: bound)
        var source = TestWords(state: UInt64(lambda.bitPattern))
        for count in [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 3000] {
            var words = (0..<2 * count).map { _ in source.next() }
            // Small U too, and U next to 1.
            for trial in stride(from: 0, to: count, by: 3) {
                words[2 * trial + 1] >>= source.next() % 66
            }
            for trial in stride(from: 1, to: count, by: 5) {
                words[2 * trial] |=
                    0xf_ffff_ffff_ffff & ~(0xf_ffff_ffff_ffff >> (source.next() % 53))
                words[2 * trial + 1] |= 1 << 63
            }
            let inputs = Self.inputs(
                count, granularity: dpk_snapping_granularity(law.law), bound: bound, from: &source)
            let expected = law.run(PreparedSnapping.certified, words, on: inputs)
            for backEnd in PreparedSnapping.backEnds {
                let drawn = law.run(backEnd, words, on: inputs)
                #expect(drawn.map(\.bitPattern) == expected.map(\.bitPattern))
            }
        }
    }

    /// Written down plainly, with the standard library's own rounding.
    @Test(arguments: laws)
    func theRestOfTheMechanismIsItsDefinition(lambda: Double, bound: Double) {
        let law = PreparedSnapping(lambda: lambda, bound: bound)
        let granularity = dpk_snapping_granularity(law.law)
        #expect(granularity >= lambda && granularity / 2 < lambda && granularity.significand == 1)
        var source = TestWords(state: 11)
        let inputs = Self.inputs(2000, granularity: granularity, bound: bound, from: &source)
        for (index, input) in inputs.enumerated() {
            var fraction = source.next() >> 12
            // Next to no noise: ties of the input stay nearly ties.
            if index % 4 == 0 { fraction = 0xf_ffff_ffff_ffff }
            let negative = source.next() % 2 == 0
            let n = index % 4 == 0 ? 1 : 1 + source.next().leadingZeroBitCount
            let trial = PreparedSnapping.trial(
                fraction: fraction, n: n, negative: negative, rest: source.next())
            let logarithm = dpk_probe_snapping_certified(fraction, UInt32(n))
            let x = input.isNaN ? 0 : min(max(input, -bound), bound)
            let sum = x + (negative ? -1 : 1) * (lambda * logarithm)
            let steps = sum / granularity
            var whole = steps.rounded(.down)
            if steps - whole >= 0.5 { whole += 1 }
            let expected = min(max(whole * granularity, -bound), bound)
            for backEnd in PreparedSnapping.backEnds {
                let drawn = law.run(backEnd, trial, on: [input])[0]
                #expect(drawn == expected && !(drawn == 0 && drawn.sign == .minus))
            }
        }
    }

    /// The tie itself: x + noise exactly half-way goes up, on both sides of 0.
    @Test func tiesGoUp() {
        // U* = 1 - 2^-53 leaves 2^-53 of noise, which half a step absorbs.
        let law = PreparedSnapping(lambda: 0x1p-10, bound: 16)
        let trials: [UInt64] = [0xf_ffff_ffff_ffff, 1 << 63]
        for backEnd in PreparedSnapping.backEnds {
            for steps in [-4097.5, -2048.5, -1.5, 1.5, 2.5, 2048.5] {
                let drawn = law.run(backEnd, trials, on: [steps * 0x1p-10])
                #expect(drawn == [(steps + 0.5) * 0x1p-10])
            }
        }
    }

    @Test func aHostsRoundingModeChangesNothingAndIsPutBack() {
        let plain = PreparedSnapping(lambda: 0.7318, bound: 1000)
        dpk_probe_hostile_rounding()
        let hostile = PreparedSnapping(lambda: 0.7318, bound: 1000)
        dpk_probe_default_rounding()
        var source = TestWords(state: 3)
        let words = (0..<4006).map { _ in source.next() }
        let inputs = Self.inputs(2003, granularity: 1, bound: 1000, from: &source)
        for backEnd in PreparedSnapping.backEnds {
            let expected = plain.run(backEnd, words, on: inputs)
            dpk_probe_hostile_rounding()
            let drawn = hostile.run(backEnd, words, on: inputs)
            let putBack = dpk_probe_rounding_is_hostile()
            dpk_probe_default_rounding()
            #expect(drawn.map(\.bitPattern) == expected.map(\.bitPattern))
            #expect(putBack == 1)
        }
    }

    @Test func parametersOutsideTheRangeAreRefused() {
        let refused: [(Double, Double)] = [
            (0, 1), (-1, 1), (.nan, 1), (1, .nan), (1, 1), (1, 0x1p46), (1, .infinity),
            (0x1p-1001, 0x1p-980),
            (0x1p950, 0x1.0000000000001p960), (.infinity, .infinity), (2, 1),
        ]
        for (lambda, bound) in refused {
            #expect(dpk_snapping_prepare(lambda, bound) == nil, "\(lambda) \(bound)")
        }
        for bound in [0x1.fffffffffffffp45, 1.0000000000000002] {
            let law = PreparedSnapping(lambda: 1, bound: bound)
            #expect(dpk_snapping_granularity(law.law) == 1)
        }
    }
}
