import Testing

@testable import PrivacyAudit

@Suite struct BinomialLimitsTests {
    /// P(Bin(n, p) >= k), by plain summation.
    private func tail(_ k: Int, _ n: Int, _ p: Double) -> Double {
        var sum = 0.0
        for i in k...n {
            var term = 1.0
            for j in 0..<i { term *= Double(n - j) / Double(i - j) * p }
            for _ in i..<n { term *= 1 - p }
            sum += term
        }
        return sum
    }

    @Test(arguments: [0.05, 1e-3, 1e-9])
    func theTailAtALowerLimitIsTheFailureOrALittleLess(_ failure: Double) {
        for n in [1, 2, 7, 30] {
            for k in 1...n {
                let limit = BinomialLimits(successes: k, trials: n, failure: failure).lower
                let tail = tail(k, n, limit)
                #expect(tail <= failure * (1 + 1e-9))
                // By Robbins's factor at most, 18 % where there are one success and one failure.
                #expect(tail >= failure * 0.82)
                #expect(limit < Double(k) / Double(n))
            }
        }
    }

    @Test func limitsOfExtremesAreExact() {
        let none = BinomialLimits(successes: 0, trials: 100, failure: 0.05)
        #expect(none.lower == 0)
        #expect(abs(none.upper - 0.029_513_049_607) < 1e-12)
        let all = BinomialLimits(successes: 100, trials: 100, failure: 0.05)
        #expect(abs(all.lower - 0.970_486_950_392) < 1e-12)
        #expect(all.upper >= 1)
    }

    @Test func upperLimitsMirrorLowerOnes() {
        for k in 0...20 {
            let limits = BinomialLimits(successes: k, trials: 20, failure: 1e-6)
            let mirrored = BinomialLimits(successes: 20 - k, trials: 20, failure: 1e-6)
            #expect(abs(limits.upper - (1 - mirrored.lower)) < 1e-15)
            #expect(limits.lower < limits.upper)
        }
    }

    /// At 10^7 trials: against the normal approximation, which is good to 0.1 % of the distance there.
    @Test func manyTrials() {
        let limits = BinomialLimits(successes: 5_000_000, trials: 10_000_000, failure: 1e-12)
        // 7.0345 standard deviations.
        let distance = 7.0345 * (0.25 / 1e7).squareRoot()
        #expect(abs(limits.lower - (0.5 - distance)) < 0.001 * distance)
        #expect(abs(limits.upper - (0.5 + distance)) < 0.001 * distance)
    }
}
