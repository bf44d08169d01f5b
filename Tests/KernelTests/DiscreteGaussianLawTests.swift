import CPrivacyExact
import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// The discrete Gaussian sampler's law, counted word by word and seen in frequencies; refinement; planted errors.
@Suite(.serialized) struct DiscreteGaussianLawTests {
    typealias Law = PreparedDiscreteGaussian

    /// With m = |k| - sigma: (m/sigma)^2/2, exactly, for sigma = a/b.
    static func exponent(_ k: UInt64, _ a: UInt64, _ b: UInt64) -> OpaquePointer? {
        let difference = k * b > a ? k * b - a : a - k * b
        return difference == 0 ? nil : ThresholdTests.rational(difference * difference, a * a, -1)
    }

    /// Of all 2^63 words of a sign, those that propose |k| and those of W that accept it are counted from their borders,
    /// which must be the certified digits of e^-(k/sigma) and of e^-x: then P(kept and Z = k) is exactly
    /// (e^-(k/sigma) - e^-((k+1)/sigma)) e^-x / 2, where the words at the two borders take their exact shares by
    /// refinement. The counts themselves follow e^(-k^2/2 sigma^2) to the width of a cell.
    @Test(arguments: [(1, 64), (1, 4), (1, 1), (5, 2), (10, 1), (100, 1)] as [(UInt64, UInt64)])
    func theNumberOfWordsOfEachOutputIsExact(a: UInt64, b: UInt64) {
        let law = Law(Double(a) / Double(b))
        var lower: UInt64 = 1 << 39
        var atZero = 0.0
        for k in 0..<UInt64(2 + 8 * a / b) where k < 200 {
            let upper = dpk_probe_discrete_gaussian_border(law.law, k + 1) >> 24
            let x = ThresholdTests.rational((k + 1) * b, a, 0)
            defer { dpk_rational_free(x) }
            #expect(UInt128(upper) == ThresholdTests.prefix(DPK_EXPONENTIAL, x, 39), "\(k)")
            if upper + 4 >= lower { break }  // no words of this output are sure
            let first = (upper / 2 + lower / 2) << 24
            let accepted = dpk_probe_discrete_gaussian_accept_border(law.law, 0, first)
            if let x = Self.exponent(k, a, b) {
                #expect(UInt128(accepted) == ThresholdTests.prefix(DPK_EXPONENTIAL, x, 24), "\(k)")
                dpk_rational_free(x)
            } else {
                #expect(accepted == 1 << 24, "\(k)")
            }
            let mass = Double(lower - upper) * Double(accepted)
            if k == 0 { atZero = mass }
            let square = Double(k) / law.sigma * (Double(k) / law.sigma)
            let slack = 4 / Double(lower - upper) + 2 / max(Double(accepted), 1) + 0x1p-22
            if slack < 0.1 { #expect(abs(mass / atZero / exp(-square / 2) - 1) < slack, "\(k)") }
            lower = upper
        }
    }

    /// |Y| = sigma is accepted whatever W is.
    @Test(arguments: [1, 10, 100] as [UInt64])
    func theProposalAtSigmaIsAlwaysAccepted(sigma: UInt64) {
        let law = Law(Double(sigma))
        let first = law.word(ofMagnitude: sigma)
        let words = law.trial(first, 0, w: Law.acceptDigits)
        for sampler in Law.backEnds.indices.map(law.sampler) + [law.certified] {
            #expect(KernelTests.run(sampler, on: words, zeros: 0) == [Int64(sigma)])
        }
    }

    /// Words that agree with e^-x in all their digits are decided by the refinement stream.
    @Test(arguments: [0.3, 1, 10, 100])
    func openWordsAreDecidedByTheirRefinement(sigma: Double) {
        let law = Law(sigma)
        for k in 0..<UInt64(3 * sigma + 2) where Double(k) != sigma {
            let first = law.word(ofMagnitude: k)
            let border = dpk_probe_discrete_gaussian_accept_border(law.law, 0, first)
            let words = law.trial(first, 0, w: border)
            for sampler in Law.backEnds.indices.map(law.sampler) + [law.certified] {
                #expect(KernelTests.run(sampler, on: words, zeros: 1) == [Int64(k)])
                #expect(KernelTests.run(sampler, on: words, zeros: 0) == [])
            }
        }
    }

    /// u = 5 in 39 digits proposes 25 at sigma 1, with x = 288: W needs 415 zeros. 24 + 5 * 64 are too few.
    @Test func theFarTailIsDecidedExactly() {
        let law = Law(1)
        let words = law.trial(5 << 24, 0, w: 0)
        for sampler in Law.backEnds.indices.map(law.sampler) + [law.certified] {
            #expect(KernelTests.run(sampler, on: words, zeros: 5) == [])
            #expect(KernelTests.run(sampler, on: words, zeros: 7) == [25])
        }
    }

    /// A magnitude beyond 64 bits is compared as it is; W has to begin with some 10^13 zeros to accept it.
    @Test func aMagnitudeBeyondSixtyFourBitsIsRejected() {
        let law = Law(0x1p41)
        for sampler in Law.backEnds.indices.map(law.sampler) + [law.certified] {
            #expect(KernelTests.run(sampler, on: [0, 1], zeros: 100_000) == [])
        }
    }

    /// Pearson's statistic over 400,000 trials against the exact masses (bins of equal normal mass at the large sigma,
    /// where the two laws differ by 2^-40), both tails merged where fewer than 50 are expected. With f degrees of
    /// freedom it passes f + 2 sqrt(f t) + 2 t with probability below e^-t (Laurent and Massart 2000, lemma 1, for its
    /// limit law); t = 25 gives 1.4e-11. The tapes are fixed, so the outcome is, too.
    @Test(arguments: [0.3, 0.7, 1, 10, 0x1p40])
    func frequenciesFollowTheExactMasses(sigma: Double) {
        let law = Law(sigma)
        for backEnd in Law.backEnds.indices {
            var state: UInt64 = 99 + UInt64(backEnd)
            var drawn: [Int64] = []
            for _ in 0..<20 {
                var words = [UInt64](repeating: 0, count: 20_000 * law.width)
                dpk_probe_words(&state, &words, words.count)
                drawn += law.run(law.sampler(backEnd), words)
            }
            let statistic: Double
            let freedom: Int
            if sigma > 1e6 {
                (statistic, freedom) = Self.normalStatistic(drawn, sigma)
            } else {
                (statistic, freedom) = Self.statistic(drawn, sigma)
            }
            let f = Double(freedom)
            #expect(statistic < f + 2 * (f * 25).squareRoot() + 50)
        }
    }

    static func statistic(_ drawn: [Int64], _ sigma: Double) -> (Double, Int) {
        let limit = Int64(sigma * 40) + 2
        let masses = (0...limit).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
        let whole = 2 * masses.reduce(0, +) - 1
        let total = Double(drawn.count)
        var last: Int64 = 0
        while total * masses[Int(last) + 1] / whole >= 50 { last += 1 }
        var counts: [Int64: Double] = [:]
        for value in drawn { counts[min(max(value, -last), last), default: 0] += 1 }
        var statistic = 0.0
        for k in -last...last {
            let mass =
                abs(k) == last ? masses[Int(last)...].reduce(0, +) : masses[Int(abs(k))]
            let expected = total * mass / whole
            let difference = counts[k, default: 0] - expected
            statistic += difference * difference / expected
        }
        return (statistic, Int(2 * last))
    }

    static func normalStatistic(_ drawn: [Int64], _ sigma: Double) -> (Double, Int) {
        let bins = 200
        var counts = [Double](repeating: 0, count: bins)
        for value in drawn {
            let quantile = erfc(-Double(value) / sigma / 2.0.squareRoot()) / 2
            counts[min(Int(quantile * Double(bins)), bins - 1)] += 1
        }
        let expected = Double(drawn.count) / Double(bins)
        let statistic = counts.map { ($0 - expected) * ($0 - expected) / expected }.reduce(0, +)
        return (statistic, bins - 1)
    }

    /// The tail that a saturated draw stands for, at a small bound: Pearson's statistic over 4000 draws with outputs from
    /// 15 on merged; bound and false alarm as above.
    @Test func theTailHasTheLawOfTheDrawsBeyond() {
        var state: UInt64 = 11
        let sigma = 10.0
        let from: UInt64 = 12
        var counts = [Double](repeating: 0, count: 16)
        for _ in 0..<4000 {
            counts[Int(min(dpk_probe_discrete_gaussian_excess(sigma, from, &state), 15))] += 1
        }
        let masses = (0..<400).map { exp(-pow(Double(from) + Double($0), 2) / (2 * sigma * sigma)) }
        let whole = masses.reduce(0, +)
        var statistic = 0.0
        for j in 0..<16 {
            let expected = 4000 / whole * (j == 15 ? masses[15...].reduce(0, +) : masses[j])
            statistic += (counts[j] - expected) * (counts[j] - expected) / expected
        }
        #expect(statistic < 15 + 2 * (15.0 * 25).squareRoot() + 50)
        // Far out nothing follows: e^-(2^40) has too many zeros.
        #expect(dpk_probe_discrete_gaussian_excess(0.5, 1 << 38, &state) == 0)
    }

    @Test func onlySaturatedDrawsAreExtended() {
        let law = Law(0.5)
        for draw in [0, -3, Int64.max - 1, .max, -.max] {
            var low: UInt64 = 0
            var high: Int64 = 0
            dpk_discrete_gaussian_extend(law.law, draw, &low, &high)
            #expect(low == UInt64(bitPattern: draw) && high == (draw < 0 ? -1 : 0))
        }
    }

    /// Entry j is the double next to 2^(24 - j/4): both midpoints' fourth powers lie on their sides of 2^(96 - j).
    @Test func everyTableEntryIsTheNearestDouble() {
        let law = Law(1)
        for j in 0..<UInt32(8) {
            let entry = dpk_probe_discrete_gaussian_power(law.law, j)
            let power = ThresholdTests.rational(1, 1, 96 - Int32(j % 4))
            for (neighbour, side) in [(entry.nextDown, -1), (entry.nextUp, 1)] {
                // Twice the midpoint, in units of 2^-29: at most 2^54.
                let sum = UInt64(entry * 0x1p29) + UInt64(neighbour * 0x1p29)
                let middle = ThresholdTests.rational(sum, 1, -30)
                let square = dpk_rational_multiply(middle, middle)
                let fourth = dpk_rational_multiply(square, square)
                #expect(Int(dpk_rational_compare(fourth, power)).signum() == side, "entry \(j)")
                for number in [middle, square, fourth] { dpk_rational_free(number) }
            }
            dpk_rational_free(power)
        }
    }

    /// The fast path's e^-x 2^24, found through the margins at which a trial is open, stays within the proved error, and
    /// comes near it.
    @Test func theFastProbabilityKeepsItsErrorBudget() {
        let sigma: UInt64 = 1 << 20
        let law = Law(Double(sigma))
        var words = TestWords(state: 8)
        var worst = 0.0
        for n in 0..<4000 {
            let first = (words.next() >> 1) >> (n % 4 == 3 ? words.next() % 20 : 0)
            let magnitude = dpk_probe_discrete_gaussian_magnitude(law.law, first, 0)
            guard let x = Self.exponent(magnitude, sigma, 1) else { continue }
            defer { dpk_rational_free(x) }
            let digits = UInt64(ThresholdTests.prefix(DPK_EXPONENTIAL, x, 64))
            let w = digits >> 40
            let tape = Array(repeatElement(law.trial(first, 0, w: w), count: 8).joined())
            func classified(_ reach: Double) -> (open: Bool, kept: Bool) {
                var values = [Int64](repeating: 0, count: 8)
                var open: UInt32 = 0
                var keep: UInt32 = 0
                dpk_probe_discrete_gaussian_plant_reach(law.law, reach)
                dpk_probe_discrete_gaussian_values(law.law, 0, tape, &values, &open, &keep)
                return (open & 1 == 1, keep & 1 == 1)
            }
            if classified(0).open { continue }  // by the proposal
            var below = 0.0
            var above = 1.0
            while above - below > 0x1p-30 {
                let middle = (above + below) / 2
                if classified(middle).open { above = middle } else { below = middle }
            }
            let offset = classified(0).kept ? below : -below  // from w + 1/2
            let exact = Double(digits & 0xff_ffff_ffff) * 0x1p-40 - 0.5
            worst = max(worst, abs(offset - exact))
        }
        #expect(worst < pow(2, -6.64))
        #expect(worst > pow(2, -6.9))
    }

    @Test func plantedErrorsAreNoticed() {
        typealias Plant = (OpaquePointer) -> Void
        let acceptance: [(String, Plant)] = [
            ("no margin", { dpk_probe_discrete_gaussian_plant_reach($0, 0) }),
            ("power", { dpk_probe_discrete_gaussian_plant_power($0, 0, 1 + 0x1p-20) }),
            ("power", { dpk_probe_discrete_gaussian_plant_power($0, 3, 1 - 0x1p-20) }),
            ("inverse", { dpk_probe_discrete_gaussian_plant_inverse($0, 1 + 0x1p-18) }),
        ]
        for sigma in [10, 0x1p24 - 1, 0x1p40] {
            let tape = DiscreteGaussianTests.borderTape(Law(sigma), magnitudes: 40, random: 60)
            #expect(Law(sigma).agree(tape))
            for (name, plant) in acceptance {
                let law = Law(sigma)
                plant(law.law)
                #expect(!law.agree(tape), "\(name) at \(sigma)")
            }
        }
        let law = Law(10)
        let tape = DiscreteGaussianTests.borderTape(law, magnitudes: 60, random: 0)
        dpk_probe_discrete_gaussian_plant_no_margin(law.law)
        #expect(!law.agree(tape))
    }

    /// Which one is chosen is InversionEdgeTests' to force: the choice is the whole process's.
    @Test func theSamplerRunsOnOneOfTheBackEnds() {
        let law = Law(10)
        let chosen = unsafeBitCast(dpk_discrete_gaussian_sampler(law.law).run, to: Int.self)
        let known = Law.backEnds.indices.map { unsafeBitCast(law.sampler($0).run, to: Int.self) }
        #expect(known.contains(chosen) && Set(known).count == known.count)
    }
}
