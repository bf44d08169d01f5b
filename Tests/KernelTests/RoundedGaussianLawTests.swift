import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// The law of the outputs: enumerated at reduced width, and in frequencies and moments of long fixed tapes.
@Suite struct RoundedGaussianLawTests {
    static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

    static func mass(_ k: Int, scale: Double, phase: Double) -> Double {
        cumulative((Double(k) + 0.5 - phase) / scale)
            - cumulative((Double(k) - 0.5 - phase) / scale)
    }

    /// Every pair of words with n = 2^9 values each, at the centres of their cells. The curve along which an output
    /// passes a border meets at most 4 n of the n^2 cells (in v, u has one turning point on it), so a frequency is
    /// within 8/n of its mass, a joint one within 16/n of the product, whatever the words.
    @Test func everyPairOfShortWordsGivesTheMasses() {
        let side = 512
        let (scale, phase) = (1.25, [0.3, -0.2])
        let law = PreparedRoundedGaussian(scale)
        var words: [UInt64] = []
        for u in UInt64(0)..<UInt64(side) {
            for v in UInt64(0)..<UInt64(side) {
                words += [u << 55 | 1 << 54, v << 55 | 1 << 54]
            }
        }
        let phases = (0..<words.count).map { phase[$0 % 2] }
        let n = Double(side)
        for backEnd in PreparedRoundedGaussian.backEnds {
            let out = law.run(backEnd, words, phases)
            // Index 9 k + l, both from -4 to 4; further ones aren't asked for.
            var joint = [Double](repeating: 0, count: 81)
            var single = [[Double](repeating: 0, count: 9), [Double](repeating: 0, count: 9)]
            for t in 0..<side * side {
                let (k, l) = (Int(out[2 * t]) + 4, Int(out[2 * t + 1]) + 4)
                if 0..<9 ~= k { single[0][k] += 1 }
                if 0..<9 ~= l { single[1][l] += 1 }
                if 0..<9 ~= k && 0..<9 ~= l { joint[9 * k + l] += 1 }
            }
            for k in 0..<9 {
                let first = Self.mass(k - 4, scale: scale, phase: phase[0])
                #expect(abs(single[0][k] / (n * n) - first) < 8 / n)
                #expect(
                    abs(single[1][k] / (n * n) - Self.mass(k - 4, scale: scale, phase: phase[1]))
                        < 8 / n)
                for l in 0..<9 {
                    let both = first * Self.mass(l - 4, scale: scale, phase: phase[1])
                    #expect(abs(joint[9 * k + l] / (n * n) - both) < 16 / n)
                }
            }
        }
    }

    /// Pearson's statistic over 200,000 outputs, tails merged where fewer than 50 are expected. With f degrees of
    /// freedom it passes f + 2 sqrt(f t) + 2 t with probability below e^-t (Laurent and Massart 2000, lemma 1, for its
    /// limit law); t = 25 gives 1.4e-11. The tapes are fixed, so the outcome is, too.
    @Test(arguments: [(0.4, 0.5), (1, 0.3), (1, -0.5), (10, 0), (40, -0.1)])
    func frequenciesFollowTheExactMasses(scale: Double, phase: Double) {
        let law = PreparedRoundedGaussian(scale)
        for backEnd in PreparedRoundedGaussian.backEnds {
            var state: UInt64 = 99 + UInt64(backEnd)
            var counts: [Int64: Int] = [:]
            let phases = [Double](repeating: phase, count: 20_000)
            for _ in 0..<10 {
                var words = [UInt64](repeating: 0, count: 20_000)
                dpk_probe_words(&state, &words, words.count)
                for value in law.run(backEnd, words, phases) { counts[value, default: 0] += 1 }
            }
            let total = 2e5
            var ends = (0, 0)
            while total * Self.cumulative((Double(ends.0) - 0.5 - phase) / scale) >= 50 {
                ends.0 -= 1
            }
            while total * Self.cumulative((phase - Double(ends.1) - 0.5) / scale) >= 50 {
                ends.1 += 1
            }
            var statistic = 0.0
            for k in ends.0...ends.1 {
                var mass = Self.mass(k, scale: scale, phase: phase)
                if k == ends.0 { mass = Self.cumulative((Double(k) + 0.5 - phase) / scale) }
                if k == ends.1 { mass = Self.cumulative((phase - Double(k) + 0.5) / scale) }
                let seen = counts.filter { value, _ in
                    max(ends.0, min(ends.1, Int(value))) == k
                }.values.reduce(0, +)
                let expected = total * mass
                statistic += (Double(seen) - expected) * (Double(seen) - expected) / expected
            }
            let freedom = Double(ends.1 - ends.0)
            #expect(statistic < freedom + 2 * (freedom * 25).squareRoot() + 50)
        }
    }

    /// Mean, variance, fourth moment and correlation of the halves over 100,000 pairs at scale 2^26, each within 7 of
    /// its standard deviations: a false alarm of 2.6e-12 each in the limit law. The tapes are fixed.
    @Test func momentsAreThoseOfIndependentNormals() {
        let law = PreparedRoundedGaussian(0x1p26)
        for backEnd in PreparedRoundedGaussian.backEnds {
            var state: UInt64 = 1234 + UInt64(backEnd)
            var words = [UInt64](repeating: 0, count: 200_000)
            dpk_probe_words(&state, &words, words.count)
            let out = law.run(backEnd, words, nil).map { Double($0) * 0x1p-26 }
            let n = Double(out.count)
            let second = out.reduce(0) { $0 + $1 * $1 } / n
            let fourth = out.reduce(0) { $0 + $1 * $1 * $1 * $1 } / n
            var product = 0.0
            for t in stride(from: 0, to: out.count, by: 2) { product += out[t] * out[t + 1] }
            #expect(abs(out.reduce(0, +) / n) < 7 / n.squareRoot())
            #expect(abs(second - 1) < 7 * (2 / n).squareRoot())
            #expect(abs(fourth - 3) < 7 * (96 / n).squareRoot())
            #expect(abs(product / (n / 2)) < 7 / (n / 2).squareRoot())
        }
    }
}
