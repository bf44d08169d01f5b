import Testing

@testable import DifferentialPrivacy

/// With ε = 200 a bin's noise isn't 0 with a probability of 2e^-200, so that the bounds are certain; thresholds are 1.
@Suite struct ApproxBoundsTests {
    private func bounds<Entry: EntryNumber>(_ entries: [Entry]) throws -> BoundsReport<Entry> {
        try ApproxBounds<Entry>(epsilon: 200).quickResult(entries)
    }

    private func check<Entry: EntryNumber>(
        _ entries: [Entry], _ lower: Entry, _ upper: Entry,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let found = try bounds(entries)
        #expect(
            found.lowerBound == lower && found.upperBound == upper, sourceLocation: sourceLocation)
        let outside = found.noisyEntriesOutside
        #expect(outside == 0 && found.threshold == 1, sourceLocation: sourceLocation)
    }

    @Test func boundsAreThePowersOfTwoAroundTheEntries() throws {
        try check([12.5, 20, 33, 58], 8, 64)
        try check([16.0], 8, 16)
        try check([Double(16).nextUp], 16, 32)
        try check([-3.5, -5], -8, -2)
        try check([-3.5, 0.3], -4, 0.5)
        try check([12, 20, 33, 58], 8, 64)
        try check([-3, 0], -4, 1)
        try check([Float(12.5), 0.1], 0.0625, 16)
        try check([Int32(1000), -7], -8, 1024)
    }

    /// NaN is skipped, −0 is 0, infinities and numbers beyond the bins are at the ends.
    @Test func oddEntriesHaveBounds() throws {
        try check([.nan, 3.0, -.nan], 2, 4)
        try check([0.0], 0, 0x1p-478)
        try check([-0.0], 0, 0x1p-478)
        try check([-Double.leastNonzeroMagnitude], -0x1p-478, 0)
        try check([Double.infinity], 0x1p477, 0x1p478)
        try check([-.infinity, Double.greatestFiniteMagnitude], -0x1p478, 0x1p478)
        try check([0x1p478, 0x1p477], 0x1p476, 0x1p478)
        try check([-Float.infinity], -Float.greatestFiniteMagnitude, -0x1p127)
        try check([Float.leastNonzeroMagnitude], 0, Float.leastNormalMagnitude)
        try check([Int.min], .min, -(1 << 62))
        try check([Int.max, Int.min], .min, .max)
        try check([Int.max], 1 << 62, .max)
        try check([Int32.min, 0], .min, 1)
        try check([Int32.max], 1 << 30, .max)
        try check([0], 0, 1)
        try check([-1], -1, 0)
        try check([1, 2], 0, 2)
    }

    @Test func noisyNumbersCountTheEntriesWithinAndOutside() throws {
        // 5 reaches the threshold, 2 doesn't.
        let few = try ApproxBounds<Double>(epsilon: 200, threshold: .count(3))
        let report = try few.quickResult([20, 21, 22, 23, 24, 900, 1000])
        #expect(report.lowerBound == 16 && report.upperBound == 32)
        #expect(report.noisyEntriesWithin == 5 && report.noisyEntriesOutside == 2)
        #expect(report.threshold == 3)
    }

    /// Without entries noise passes with a probability of 10^-12.
    @Test func withoutEntriesThereAreNoBoundsButACost() throws {
        let description = try ApproxBounds<Double>(
            epsilon: 0.5, threshold: .successProbability(1 - 1e-12))
        var thrown: BoundsError?
        do { _ = try description.quickResult([]) } catch { thrown = error }
        guard case .notFound(let threshold) = thrown else {
            Issue.record("bounds without entries")
            return
        }
        // 2 ln(1914 / (1.6065 · 10^-12)) = 69.4.
        #expect(threshold == 70)
        #expect(thrown.map { "\($0)".contains("70 or more; epsilon is spent") } == true)
        #expect(description.event.epsilon == Rational(decimal: 0.5))
        var budget = try PrivacyBudget(epsilon: 0.7)
        #expect(throws: BoundsError.notFound(threshold: 70)) {
            _ = try budget.release(description, over: [Double]())
        }
        let left = budget.left.epsilon
        #expect(left == Rational(decimal: 0.2))
        #expect(throws: BudgetError.self) { _ = try budget.release(description, over: [1.0]) }
    }

    /// The least count with (1 − P(Z ≥ t))^N ≥ 1 − φ under the exact law.
    @Test(arguments: [0.001, 0.1, 0.5, 1, 3])
    func theThresholdIsTheExactQuantile(epsilon: Double) {
        let law = DiscreteLaplaceLaw(scale: 1 / epsilon)
        for bins in [64, 128, 510, 1914] {
            for failure in [1e-12, 1e-9, 1e-6, 1e-5, 0.01, 0.5] {
                let count = BoundsThreshold.count(failure: failure, bins, law)
                func fails(_ count: Int) -> Double {
                    // P(Z ≥ count) is half of P(|Z| > count − 1).
                    let tail = law.tail(beyond: Double(count) - 1) / 2
                    return -exponentialMinusOne(Double(bins) * naturalLogarithmOfOnePlus(-tail))
                }
                #expect(fails(count) <= failure * (1 + 1e-9))
                #expect(count == 1 || fails(count - 1) > failure * (1 - 1e-9))
            }
        }
    }

    @Test func thresholdsAreRelaxedTenfoldToOneInAHundredThousand() {
        let law = DiscreteLaplaceLaw(scale: 2)
        let counts = BoundsThreshold.relaxing.counts(bins: 1914, law: law, coarsening: 0)
        #expect(counts == [56, 52, 47, 42, 38])
        #expect(BoundsThreshold.count(40).counts(bins: 9, law: law, coarsening: 0) == [40])
        // In steps of 8: 40 is 5 steps, 41 more than that.
        #expect(BoundsThreshold.count(40).counts(bins: 9, law: law, coarsening: 3) == [5])
        #expect(BoundsThreshold.count(41).counts(bins: 9, law: law, coarsening: 3) == [6])
    }

    @Test func theEventIsThatOfAllBinsTogether() throws {
        let description = try ApproxBounds<Int>(
            epsilon: 0.1, maxPartitionsContributed: 3, maxContributionsPerPartition: 4)
        guard
            case .discreteLaplace(let epsilon, let sensitivity, let scale, let coordinates) =
                description.event.mechanism
        else {
            Issue.record("the bounds' noise is discrete Laplace noise")
            return
        }
        #expect(epsilon == Rational(decimal: 0.1) && sensitivity == Rational(12))
        #expect(sensitivity / scale <= epsilon && coordinates == 128)
    }

    @Test func wrongParametersAreRefused() {
        func refused(_ parameter: ParameterError.Parameter, _ body: () throws -> Void) {
            do {
                try body()
                Issue.record("\(parameter) wasn't refused")
            } catch {
                #expect((error as? ParameterError)?.parameter == parameter)
            }
        }
        refused(.threshold) { _ = try ApproxBounds<Int>(epsilon: 1, threshold: .count(0)) }
        for probability in [0, 1, -1, .nan, 2] {
            refused(.successProbability) {
                _ = try ApproxBounds<Int>(epsilon: 1, threshold: .successProbability(probability))
            }
        }
        refused(.epsilon) { _ = try ApproxBounds<Int>(epsilon: 0) }
        for share in [0, 1, -0.5, .nan, .infinity] {
            refused(.boundsShare) {
                _ = try BoundedSum<Int>.automaticBounds(epsilon: 1, boundsShare: share)
            }
        }
        // Half of 2^-50 is too little for either.
        refused(.epsilon) { _ = try BoundedSum<Int>.automaticBounds(epsilon: 0x1p-50) }
        refused(.delta) {
            _ = try BoundedSum<Int>.automaticBounds(epsilon: 1, noise: .gaussian(delta: 1))
        }
        refused(.maxPartitionsContributed) {
            _ = try BoundedMean<Double>.automaticBounds(
                epsilon: 1e-9, maxPartitionsContributed: 1 << 40)
        }
    }
}
