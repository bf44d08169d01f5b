import CPrivacyExact
import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// The tables, privacy by enumeration, and errors that have to be noticed.
@Suite struct SnappingEdgeTests {
    @Test func everyTableEntryIsAccurateAndKeepsTheReducedArgumentSmall() {
        let law = PreparedSnapping(lambda: 1, bound: 10)
        for i in 0..<16 {
            let ratio = dpk_probe_snapping_entry(law.law, UInt32(i), DPK_SNAPPING_RATIO)
            let ends = [Double(16 + i) / 16 * ratio - 1, Double(17 + i) / 16 * ratio - 1]  // exact
            #expect(ends.allSatisfy { abs($0) <= 0x1p-5 })
            let high = dpk_probe_snapping_entry(law.law, UInt32(i), DPK_SNAPPING_LOG_HIGH)
            let low = dpk_probe_snapping_entry(law.law, UInt32(i), DPK_SNAPPING_LOG_LOW)
            #expect(high * 0x1p46 == (high * 0x1p46).rounded() && abs(low) <= 0x1p-47)
            // e^-x = ratio for x = -(high + low), to 2^-98: the exact digits on both sides.
            let prefixes = [-1.0, 1].map { side in
                let middle = sum([-high, -low, side * 0x1p-98])
                defer { dpk_rational_free(middle) }
                return ThresholdTests.prefix(DPK_EXPONENTIAL, middle, 120)
            }
            let exact = UInt128(ratio * 256) << 112
            #expect(prefixes[0] >= exact && exact > prefixes[1], "entry \(i)")
        }
        #expect(dpk_probe_snapping_entry(law.law, 15, DPK_SNAPPING_RATIO) == 0.5)
    }

    private func sum(_ terms: [Double]) -> OpaquePointer {
        terms.dropFirst().reduce(dpk_rational_from_double(terms[0])!) { total, term in
            let next = dpk_rational_from_double(term)
            defer {
                dpk_rational_free(next)
                dpk_rational_free(total)
            }
            return dpk_rational_add(total, next)
        }
    }

    static let small: [(Double, Double)] = [
        (1, 1.0009765625), (1.001953125, 4.5), (1.9150390625, 2.0703125), (1.5, 12),
    ]

    /// Theorem 1 in floating point of 11 bits, where every U* can be looked at: the loss of every output over all pairs of
    /// 11-bit numbers, hence for every sensitivity, stays below |x − x'|/λ + 2^-7 B/λ.
    @Test(arguments: small)
    func theEnumeratedPrivacyLossKeepsToTheTheorem(lambda: Double, bound: Double) {
        let excess = dpk_probe_snapping_excess(11, lambda, bound, DPK_SNAPPING_RIGHT)
        // Above 4: λ = Δ/ε without the term for the roundings would be noticed.
        #expect(excess > 4 && excess <= 16)
    }

    @Test func anErrorOfTheMechanismIsNoticedByItsPrivacyLoss() {
        #expect(dpk_probe_snapping_excess(11, 1, 1.015625, DPK_SNAPPING_COARSE_LOGARITHM) > 16)
        #expect(dpk_probe_snapping_excess(11, 1, 8, DPK_SNAPPING_FIXED_POINT_UNIFORM) == .infinity)
    }

    /// What lies closer to a midpoint than the margin exceeds the error's bound has to be open, and isn't without margin.
    @Test func aMarginOfZeroIsNoticed() {
        let hard = SnappingTests.vectors.filter { $0.distance < -24.9 && $0.n <= 64 }
        #expect(hard.count >= 3)
        let law = PreparedSnapping(lambda: 1, bound: 10)
        let planted = PreparedSnapping(lambda: 1, bound: 10)
        dpk_probe_snapping_plant_no_margin(planted.law)
        for vector in hard {
            let trial = PreparedSnapping.trial(fraction: vector.fraction, n: vector.n)
            let words = (0..<8).flatMap { _ in trial }
            for backEnd in PreparedSnapping.backEnds {
                #expect(law.logarithms(backEnd, words).allSatisfy { $0 == nil })
                #expect(planted.logarithms(backEnd, words).allSatisfy { $0 != nil })
            }
        }
    }

    @Test(arguments: [UInt32(0), 7, 14])
    func aTableEntryThatIsOffIsNoticed(entry: UInt32) {
        let law = PreparedSnapping(lambda: 1, bound: 10)
        dpk_probe_snapping_plant_table_error(law.law, entry, 0x1p-60)
        var source = TestWords(state: 8)
        var wrong = 0
        for _ in 0..<1500 {
            let words = (0..<8).flatMap { _ in
                PreparedSnapping.trial(fraction: UInt64(entry) << 48 | source.next() >> 16, n: 1)
            }
            for (index, result) in law.logarithms(0, words).enumerated() where result != nil {
                wrong += result != dpk_probe_snapping_certified(words[2 * index], 1) ? 1 : 0
            }
        }
        #expect(wrong > 0)
    }

    /// One trial in 2^21 is open; more than 4 in 2^18 have a probability below 1e-8 even at twice that, but the words
    /// are fixed, so the outcome is, too.
    @Test func nearlyNoTrialIsOpen() {
        let law = PreparedSnapping(lambda: 1, bound: 10)
        var state: UInt64 = 77
        var words = [UInt64](repeating: 0, count: 16)
        var open = 0
        for _ in 0..<32768 {
            dpk_probe_words(&state, &words, words.count)
            open += law.logarithms(PreparedSnapping.backEnds.last!, words).count { $0 == nil }
        }
        #expect(open <= 4)
    }

    @Test func aForcedBackEndIsTheOneThatRuns() {
        let law = PreparedSnapping(lambda: 1, bound: 10)
        for index in PreparedSnapping.backEnds {
            dpk_backend_force(index)
            var values = [Double](repeating: 3, count: 100)
            dpk_snapping_draw(law.law, &values, values.count)
            #expect(values.allSatisfy { $0 == $0.rounded() && abs($0) <= 10 })
        }
        dpk_backend_force(Int(DPK_BACKENDS))
    }
}
