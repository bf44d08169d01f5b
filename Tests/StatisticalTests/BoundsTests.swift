import DifferentialPrivacy
import Foundation
import Testing

/// Automatic bounds are found as often as the exact law says, and at least as often as python-dp 1.1.5 finds them.
@Suite struct BoundsTests {
    static let runs = 1000

    static func successes<A: EntryAggregation>(_ description: A, _ entries: [A.Entry]) -> Int {
        var accumulator = description.makeAccumulator()
        accumulator.addEntries(entries)
        let summary = accumulator.summary()
        return (0..<runs).count { _ in (try? summary.makeAccumulator().result()) != nil }
    }

    /// P(count + Z ≥ threshold) for discrete Laplace noise of that scale.
    static func probability(_ count: Int, reaches threshold: Int, scale: Double) -> Double {
        let q = exp(-1 / scale)
        let tail = pow(q, Double(abs(threshold - count))) / (1 + q)
        return threshold > count ? tail : 1 - q * tail
    }

    /// D15. How often `BoundedMean(epsilon=1)` of python-dp 1.1.5 found bounds for so many equal records, of 400 times:
    /// `int` (32 bits) and `float`. Ours uses 64-bit integers and doubles.
    ///
    /// The threshold of the last try is 32 for Int, 38 for Double; that another bin passes instead has a probability below
    /// 2e-5 and is within the margin. A frequency of 1000 runs is off by more than 7 standard errors, or 0.03 if that is
    /// more, with a probability below 1e-9 (binomial tails).
    @Test(arguments: [
        (30, 0.065, 0.0), (35, 0.6, 0.02), (40, 0.985, 0.1475), (45, 1, 0.8225), (50, 1, 0.995),
    ])
    func boundsAreFoundAtLeastAsOftenD15(records: Int, integerPeer: Double, realPeer: Double) throws
    {
        let integers = try BoundedMean<Int>.automaticBounds(epsilon: 1)
        let reals = try BoundedMean<Double>.automaticBounds(epsilon: 1)
        let found = [
            Self.successes(integers, [Int](repeating: 50, count: records)),
            Self.successes(reals, [Double](repeating: 50, count: records)),
        ].map { Double($0) / Double(Self.runs) }
        let exact = [32, 38].map { Self.probability(records, reaches: $0, scale: 2) }
        print("bounds of \(records) records: found \(found), exactly \(exact)")
        for (frequency, probability) in zip(found, exact) {
            let error = 7 * sqrt(probability * (1 - probability) / Double(Self.runs))
            #expect(abs(frequency - probability) <= max(error, 0.03))
        }
        // The probabilities themselves are compared, and so nothing can flake. The peer's frequencies err, too: 0.99 of
        // them are allowed.
        #expect(exact[0] >= 0.99 * integerPeer && exact[1] >= 0.99 * realPeer)
    }

    /// Without entries bounds are found in one release of 10^5 at most: five or more of 1000 have a probability below 1e-12.
    @Test func withoutEntriesHardlyAnyBoundsAreFound() throws {
        let bounds = try ApproxBounds<Int>(epsilon: 1)
        #expect(Self.successes(bounds, []) <= 4)
    }

    /// The noisy number within is the count plus noise: mean and variance over 1000 releases.
    ///
    /// Three bins lie within. The noise of each has the variance 2q/(1 − q)² at scale 1, 1.84, together 5.5: the mean errs
    /// by 0.074, so 0.5 is 6.7 standard errors; the variance by 0.31 (the excess kurtosis is about 1), so 2.3 is 7.4.
    @Test func noisyNumbersHaveTheNoiseOfTheirBins() throws {
        let bounds = try ApproxBounds<Double>(epsilon: 1)
        let entries = (0..<3000).map { [10.0, 20, 40][$0 % 3] }
        var accumulator = bounds.makeAccumulator()
        accumulator.addEntries(entries)
        let summary = accumulator.summary()
        var numbers: [Double] = []
        for _ in 0..<Self.runs {
            let report = try summary.makeAccumulator().result()
            #expect(report.lowerBound == 8 && report.upperBound == 64)
            numbers.append(Double(report.noisyEntriesWithin) - 3000)
        }
        let q = exp(-1.0)
        let expected = 3 * 2 * q / ((1 - q) * (1 - q))
        let center = mean(numbers)
        let spread = StatisticalTests.variance(numbers)
        print("noisy numbers within: mean \(center), variance \(spread) (\(expected))")
        #expect(abs(center) < 0.5 && abs(spread - expected) < 2.3)
    }

    /// Intervals within automatic bounds cover the statistic of the entries clamped to them: 1000 runs at 0.95 err by
    /// 0.0069, so 0.05 below is 7.2 standard errors; above there is nothing to find.
    @Test func intervalsCoverWithinTheBounds() throws {
        let description = try BoundedMean<Double>.automaticBounds(epsilon: 2)
        let values = Array(Nhanes.bmi.prefix(1000))
        var accumulator = description.makeAccumulator()
        accumulator.addEntries(values)
        let summary = accumulator.summary()
        var hits = 0
        for _ in 0..<Self.runs {
            let release = try summary.makeAccumulator().release(confidenceLevel: 0.95)
            let bounds = release.value.bounds
            let truth = mean(values.map { min(max($0, bounds.lowerBound), bounds.upperBound) })
            let interval = release.interval!
            if interval.lowerBound <= truth, truth <= interval.upperBound { hits += 1 }
        }
        let coverage = Double(hits) / Double(Self.runs)
        print("coverage of the mean within automatic bounds at 0.95: \(coverage)")
        #expect(coverage > 0.9)
    }
}
