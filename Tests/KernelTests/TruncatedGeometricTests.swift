import CPrivacyExact
import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// Decisions in fixed point: the same as in certified arithmetic on the same words, and both as the digits say.
@Suite struct TruncatedGeometricTests {
    typealias Law = PreparedTruncatedGeometric

    static func decide(
        _ law: Law, _ count: Int64, _ words: (UInt64, UInt64, UInt64), certified: Bool = false
    ) -> (keep: Bool, refined: UInt64) {
        var refined: UInt64 = 0
        let keep = dpk_probe_truncated_geometric(
            law.law, count, words.0, words.1, words.2, certified ? 1 : 0, &refined)
        return (keep != 0, refined)
    }

    /// Words one below and one above the probability's first 128 digits are decided; words equal to them need the next
    /// 64, of which one below keeps and one above doesn't.
    @Test func wordsNextToTheProbabilityFallOnTheRightSides() {
        for vector in PartitionVectors.laws {
            let law = Law(vector)
            for (k, digits, _) in vector.values where k < 1 << 63 {
                let count = Int64(k)
                let first = UInt128(digits.0) << 64 | UInt128(digits.1)
                for step in [UInt128(1), 3, 20, 1 << 20, 1 << 70, 1 << 110] {
                    if first >= step {
                        let word = first - step
                        let words = (UInt64(word >> 64), UInt64(truncatingIfNeeded: word))
                        #expect(Self.decide(law, count, (words.0, words.1, .max)).keep)
                    }
                    if first <= .max - step {
                        let word = first + step
                        let words = (UInt64(word >> 64), UInt64(truncatingIfNeeded: word))
                        #expect(!Self.decide(law, count, (words.0, words.1, 0)).keep)
                    }
                }
                guard digits.2 > 0, digits.2 < .max else { continue }
                let below = Self.decide(law, count, (digits.0, digits.1, digits.2 - 1))
                let above = Self.decide(law, count, (digits.0, digits.1, digits.2 + 1))
                #expect(below == (true, 1), "\(vector) \(k)")
                #expect(above == (false, 1), "\(vector) \(k)")
            }
        }
    }

    static let laws: [Law] = [
        Law((5, -1), (2, -2)), Law((1, 0), (1, -5)), Law((3, -2), (1, -12), parts: 100),
        Law((1, -9), (9_999_999_999_999_999, -16)), Law((888, -18), (9_999_999_999_999_999, -16)),
        Law((888, -18), (5, -324), parts: .max >> 1), Law((1, 300), (1, -300)),
        Law((1, -3), (5, -1), parts: 7), Law((1, 0), (5, -1)), Law((1, 0), (0, 0)),
        Law((1, 0), (1, 0), parts: 5),
    ]

    /// Words of all sizes, and words around the place where certified arithmetic changes its mind.
    static func disagreements(_ law: Law, rounds: Int) -> Int {
        var words = TestWords(state: 77)
        let crossover = dpk_keep_crossover(law.exact)
        var found = 0
        for round in 0..<rounds {
            let span = min(2 * (crossover >> 1) + 4, 1 << 62)
            let near = Int64(clamping: Int128(crossover) + Int128(words.next() % 9) - 4)
            let count = round % 3 == 0 ? near : Int64(words.next() % (2 * span))
            var low = UInt128(0)
            for bit in stride(from: 127, through: 0, by: -1) {
                let word = low | 1 << UInt128(bit)
                let keep = Self.decide(
                    law, count, (UInt64(word >> 64), UInt64(truncatingIfNeeded: word), .max),
                    certified: true
                ).keep
                if keep { low = word }
            }
            for offset in [UInt128(0), 1, 2, 5, 9, 17, 18, 19, 40, 1 << 30] {
                for word in [low &+ offset, low &- offset] {
                    let all = (
                        UInt64(word >> 64), UInt64(truncatingIfNeeded: word), words.next()
                    )
                    let fast = Self.decide(law, count, all).keep
                    if fast != Self.decide(law, count, all, certified: true).keep { found += 1 }
                }
            }
        }
        return found
    }

    @Test func fixedPointAgreesWithCertifiedArithmetic() {
        for law in Self.laws { #expect(Self.disagreements(law, rounds: 12) == 0) }
    }

    /// 2^-120 in any constant, of which the margin is 2^-125, is noticed.
    @Test(arguments: [DPK_PLANT_RISING, DPK_PLANT_FALLING, DPK_PLANT_C, DPK_PLANT_CROSSOVER])
    func plantedErrorsAreNoticed(plant: dpk_truncated_geometric_plant) {
        let law = Law((5, -1), (2, -2))
        dpk_probe_truncated_geometric_plant(law.law, plant, 72)
        #expect(Self.disagreements(law, rounds: 12) > 0)
        let decayed = Law((5, -1), (2, -2))
        dpk_probe_truncated_geometric_plant(decayed.law, DPK_PLANT_DECAY, 74)
        #expect(Self.disagreements(decayed, rounds: 12) > 0)
    }

    @Test func countsBelowThePreThresholdAreNeverKept() {
        let law = Law((1, 0), (5, -1), pre: 10)
        for count in [Int64.min, -1, 0, 1, 9] {
            #expect(!Self.decide(law, count, (0, 0, 0)).keep)
            #expect(!Self.decide(law, count, (0, 0, 0), certified: true).keep)
        }
        // keep(1) = 1/2 exactly: words of which it is the largest or the least.
        #expect(Self.decide(law, 10, (.max >> 1, .max, .max)).keep)
        #expect(!Self.decide(law, 10, (1 << 63, 0, 0)).keep)
        #expect(Self.decide(law, .max, (.max, .max, .max)).keep)
    }

    /// With δ = 0 nothing is kept, whatever the words; with δ = 1 everything from the pre-threshold on.
    @Test func deltaZeroAndOneAreConstant() {
        let never = Law((1, 0), (0, 0))
        let always = Law((1, 0), (1, 0), pre: 3)
        for words: (UInt64, UInt64, UInt64) in [(0, 0, 0), (.max, .max, .max), (1 << 63, 0, 0)] {
            for count in [Int64(0), 1, 2, 1000, .max] {
                #expect(!Self.decide(never, count, words).keep)
                #expect(Self.decide(always, count, words).keep == (count >= 3))
            }
        }
    }
}
