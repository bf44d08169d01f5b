import CPrivacySamplers
import CTestProbes
import Testing

/// The sampler of constant time: the outputs of the fast one, and one certified evaluation a trial.
@Suite struct ConstantTimeTests {
    static let scales = [1.0 / 64, 10, 0x1p24, 0x1p40]

    /// A tape on which each trial's words are followed by a decoy's.
    static func withDecoys(_ tape: [UInt64], width: Int) -> [UInt64] {
        var decoys = TestWords(state: 8)
        return stride(from: 0, to: tape.count, by: width).flatMap { trial in
            tape[trial..<trial + width] + (0..<width).map { _ in decoys.next() }
        }
    }

    @Test(arguments: scales)
    func outputsAreThoseOfTheFastSampler(scale: Double) {
        let law = PreparedInversion(scale)
        let sampler = dpk_inversion_constant_time_sampler(law.law)
        #expect(Int(sampler.words_per_trial) == 2 * law.width)
        var words = TestWords(state: 9)
        var tape = (0..<500 * law.width).map { _ in words.next() }
        // Open trials: around borders, and all digits zero.
        tape += InversionTests.borderTape(law, upTo: 8, random: 10)
        tape += law.trial(0, 0) + law.trial(InversionTests.sign, 5)
        let expected = law.run(law.sampler(0), tape)
        var out = [Int64](repeating: 0, count: tape.count / law.width)
        let count = dpk_probe_run_keyed(
            sampler, Self.withDecoys(tape, width: law.width), out.count, 7, &out)
        #expect(Array(out.prefix(count)) == expected)
    }

    /// A certified evaluation of digits that are all zero reads one more word at least, and but for a chance of 2^-30 one:
    /// so what is read counts the evaluations.
    @Test(arguments: scales)
    func eachTrialIsEvaluatedOnceTheOpenOneItselfTheClosedOneByItsDecoy(scale: Double) {
        let law = PreparedInversion(scale)
        let sampler = dpk_inversion_constant_time_sampler(law.law)
        let zeros = law.trial(0, 1 << 60)
        // 100 random trials that aren't open, and some beside borders, which are.
        var closed: [[UInt64]] = []
        var open: [[UInt64]] = [zeros]
        // At scale 1/64 the first border lies below the least word.
        for border in 1...8 where Double(border) < scale * 40 {
            let first = dpk_probe_inversion_high_border(law.law, UInt64(border))
            open.append(law.trial(first + 1, 1 << 60))
        }
        var words = TestWords(state: 10)
        while closed.count < 100 {
            let trial = law.trial(words.next(), words.next())
            if isOpen(trial, law) { continue }
            closed.append(trial)
        }
        for trial in open { #expect(isOpen(trial, law)) }
        let plain = law.trial(3 << 60, 1 << 60)
        for (seed, trial) in closed.enumerated() {
            #expect(dpk_probe_words_refined(sampler, trial + zeros, UInt64(seed)) == 1)
            #expect(dpk_probe_words_refined(sampler, trial + plain, UInt64(seed)) == 0)
            // Without decoys nothing is evaluated: the count can tell.
            #expect(dpk_probe_words_refined(law.sampler(0), trial, UInt64(seed)) == 0)
        }
        for (seed, trial) in open.enumerated() {
            let own = dpk_probe_words_refined(law.certified, trial, UInt64(seed))
            #expect(own == (seed == 0 ? 1 : 0))
            #expect(dpk_probe_words_refined(sampler, trial + zeros, UInt64(seed)) == own)
            #expect(dpk_probe_words_refined(sampler, trial + plain, UInt64(seed)) == own)
        }
    }

    private func isOpen(_ trial: [UInt64], _ law: PreparedInversion) -> Bool {
        let words = (0..<8).flatMap { _ in trial }
        var values = [Int64](repeating: 0, count: 8)
        var open: UInt32 = 0
        var keep: UInt32 = 0
        dpk_probe_inversion_values(law.law, 0, words, &values, &open, &keep)
        return open != 0
    }
}
