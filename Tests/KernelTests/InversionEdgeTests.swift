import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// The prepared tables, the far tail, the law, and errors that have to be noticed.
@Suite(.serialized) struct InversionEdgeTests {
    @Test func everyTableEntryIsTheNearestDoubleAndKeepsTheReducedArgumentSmall() {
        let law = PreparedInversion(1)
        for i in 0..<16 {
            let ratio = dpk_probe_inversion_ratio(law.law, UInt32(i))
            let ends = [Double(16 + i) / 16 * ratio - 1, Double(17 + i) / 16 * ratio - 1]  // exact
            #expect(ends.allSatisfy { abs($0) <= 0x1p-5 })
            // e^-x = ratio for x = -log_ratio, to half a unit in the last place: exactly compared digits at the two
            // midpoints next to x.
            let x = -dpk_probe_inversion_log_ratio(law.law, UInt32(i))
            let prefixes = [x.nextDown, x.nextUp].map { neighbour in
                let sum = UInt64(x * 0x1p58) + UInt64(neighbour * 0x1p58)  // exact
                let middle = ThresholdTests.rational(sum, 1, -59)
                defer { dpk_rational_free(middle) }
                return ThresholdTests.prefix(DPK_EXPONENTIAL, middle, 120)
            }
            let exact = UInt128(ratio * 256) << 112
            #expect(prefixes[0] >= exact && exact > prefixes[1], "entry \(i)")
        }
    }

    /// U in its first cell is refined until it isn't 0; a magnitude beyond 64 bits saturates on both sides.
    @Test(arguments: [1.0 / 64, 10, 0x1p41])
    func theCellOfZeroIsRefinedAndSaturates(scale: Double) {
        let law = PreparedInversion(scale)
        for backEnd in PreparedInversion.backEnds.indices {
            for zeros in [0, 1, 6] {
                let drawn = KernelTests.run(
                    law.sampler(backEnd), on: law.trial(0, 1 << 63), zeros: zeros)
                // Rounds of 1, 2, 4 words; ones begin after the zeros: -ln U is 63 + 64 zeros times ln 2, and next to it.
                let exponential = Double(63 + 64 * zeros) * log(2)
                #expect(abs(Double(drawn[0]) / scale - exponential) <= 1.01 / min(scale, 1))
            }
            guard scale == 0x1p41 else { continue }
            // e^-(2^22) has 6 million binary zeros.
            for (sign, value): (UInt64, Int64) in [(0, .max), (1 << 63, -.max)] {
                #expect(
                    KernelTests.run(
                        law.sampler(backEnd), on: law.trial(sign, 0), zeros: 100_000) == [value])
            }
        }
    }

    /// Minus zero is rejected, plus zero isn't.
    @Test func minusZeroIsRejected() {
        let law = PreparedInversion(0.3)
        let nearOne: UInt64 = (1 << 63) - (1 << 50)
        for backEnd in PreparedInversion.backEnds.indices {
            let words = [nearOne, nearOne | 1 << 63, nearOne, nearOne | 1 << 63, 5, nearOne]
            let drawn = law.run(law.sampler(backEnd), words)
            #expect(drawn.count == 4 && drawn[0] == 0 && drawn[1] == 0 && drawn[2] > 0)
        }
    }

    /// Pearson's statistic over 2,000,000 trials against the exact masses, both tails merged where fewer than 50 are
    /// expected. With f degrees of freedom it passes f + 2 sqrt(f t) + 2 t with probability below e^-t (Laurent and
    /// Massart 2000, lemma 1, for its limit law); t = 25 gives 1.4e-11. The tapes are fixed, so the outcome is, too.
    @Test(arguments: [0.3, 1, 10])
    func frequenciesFollowTheExactMasses(scale: Double) {
        let law = PreparedInversion(scale)
        for backEnd in PreparedInversion.backEnds.indices {
            var state: UInt64 = 99 + UInt64(backEnd)
            var counts: [Int64: Int] = [:]
            for _ in 0..<100 {
                var words = [UInt64](repeating: 0, count: 20_000)
                dpk_probe_words(&state, &words, words.count)
                for value in law.run(law.sampler(backEnd), words) { counts[value, default: 0] += 1 }
            }
            let total = counts.values.reduce(0, +)
            let q = exp(-1 / scale)
            var last: Int64 = 0
            while Double(total) * (1 - q) / (1 + q) * pow(q, Double(last + 1)) >= 50 { last += 1 }
            var statistic = 0.0
            for k in -last...last {
                let mass = (1 - q) / (1 + q) * pow(q, Double(abs(k)))
                let tail = pow(q, Double(abs(k))) / (1 + q)
                let isTail = abs(k) == last
                let expected = Double(total) * (isTail ? tail : mass)
                let seen = counts.filter { value, _ in
                    value == k || isTail && abs(value) > last && value.signum() == k.signum()
                }.values.reduce(0, +)
                statistic += (Double(seen) - expected) * (Double(seen) - expected) / expected
            }
            let freedom = Double(2 * last)
            #expect(statistic < freedom + 2 * (freedom * 25).squareRoot() + 50)
        }
    }

    @Test func aMarginOfZeroIsNoticed() {
        for scale in [0x1p24 - 1, 0.7318e12] {
            let law = PreparedInversion(scale)
            let tape = InversionTests.borderTape(law, upTo: 40, random: 300)
            #expect(law.agree(tape))
            dpk_probe_inversion_plant_no_margin(law.law)
            #expect(!law.agree(tape))
        }
    }

    @Test func aTableEntryThatIsOffIsNoticed() {
        for entry: UInt32 in [0, 7, 15] {
            let law = PreparedInversion(0x1p24 - 1)
            let tape = InversionTests.borderTape(law, upTo: 40, random: 600)
            dpk_probe_inversion_plant_table_error(law.law, entry, 1 << (entry == 0 ? 14 : 10))
            var wide: [UInt64] = []
            // The entry is off by 2^-44 to 2^-43: beyond the margin of 2^-45, but not beyond the error.
            for word in tape {
                let step = (word << 1) >> 47
                wide += [word &+ 3 * step, word &- 3 * step, word &+ 6 * step, word &- 6 * step]
            }
            #expect(!law.agree(tape + wide))
        }
    }

    @Test func aForcedBackEndIsTheOneThatRuns() {
        let law = PreparedInversion(10)
        for index in 0..<dpk_backends_available() {
            dpk_backend_force(index)
            let forced = dpk_inversion_sampler(law.law).run
            let wanted = law.sampler(index).run
            #expect(unsafeBitCast(forced, to: Int.self) == unsafeBitCast(wanted, to: Int.self))
        }
        dpk_backend_force(DPK_BACKENDS)
    }
}
