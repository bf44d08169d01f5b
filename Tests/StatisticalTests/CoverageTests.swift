import DifferentialPrivacy
import Foundation
import Testing

/// Intervals cover as often as they say, over 10^5 releases.
///
/// The standard error of a coverage of 0.95 at 10^5 runs is 0.00069; 0.004 is 5.8 of them: a false alarm below 7e-9.
@Suite struct CoverageTests {
    static let runs = 100_000

    static func coverage<A: NumericAggregation>(
        _ description: A, _ values: [A.Entry], truth: Double, level: Double = 0.95
    ) -> Double {
        var filled = description.makeAccumulator()
        filled.addEntries(values)
        let summary = filled.summary()
        var hits = 0
        for _ in 0..<runs {
            let interval = summary.makeAccumulator().release(confidenceLevel: level).interval!
            if interval.lowerBound <= truth, truth <= interval.upperBound { hits += 1 }
        }
        return Double(hits) / Double(runs)
    }

    @Test func sumsCoverAsOftenAsTheySay() throws {
        let sum = try BoundedSum<Double>(epsilon: 0.5, lowerBound: 10, upperBound: 60)
        let values = Array(Nhanes.bmi.prefix(500))
        let truth = values.reduce(0) { $0 + min(max($1, 10), 60) }
        let coverage = Self.coverage(sum, values, truth: truth)
        print("coverage of the sum at 0.95: \(coverage)")
        #expect((0.946...0.954).contains(coverage))
    }

    @Test(arguments: [20, 500])
    func meansCoverAsOftenAsTheySayAwayFromTheBounds(count: Int) throws {
        let description = try BoundedMean<Double>(epsilon: 0.5, lowerBound: 10, upperBound: 60)
        let values = Array(Nhanes.bmi.prefix(count))
        let coverage = Self.coverage(
            description, values, truth: mean(values.map { min(max($0, 10), 60) }))
        print("coverage of the mean of \(count) at 0.95: \(coverage)")
        #expect((0.946...0.954).contains(coverage))
    }

    /// On the integer grid the coverage isn't 0.95 but the exact mass within the radius.
    @Test(arguments: [0.3, 1, 2.5])
    func countsCoverWithTheExactlyComputedProbability(epsilon: Double) throws {
        let count = try Count(epsilon: epsilon)
        let radius = count.noiseConfidenceInterval(confidenceLevel: 0.95).upperBound
        let q = exp(-epsilon)
        let exact = 1 - 2 * pow(q, radius + 1) / (1 + q)
        #expect(exact >= 0.95)
        var hits = 0
        for _ in 0..<Self.runs {
            var accumulator = count.makeAccumulator()
            accumulator.addEntries(count: 1204)
            let interval = accumulator.release(confidenceLevel: 0.95).interval!
            if interval.lowerBound <= 1204, 1204 <= interval.upperBound { hits += 1 }
        }
        let coverage = Double(hits) / Double(Self.runs)
        print("coverage of a count at epsilon \(epsilon): \(coverage), exactly \(exact)")
        let standardError = (exact * (1 - exact) / Double(Self.runs)).squareRoot()
        #expect(abs(coverage - exact) < 5.8 * standardError)
    }

    @Test func variancesAndSpreadsCoverAtLeastAsOftenAsTheySay() throws {
        let values = Array(Nhanes.pulse.prefix(2000))
        let clamped = values.map { min(max($0, 30), 200) }
        let variance = try BoundedVariance<Double>(epsilon: 0.5, lowerBound: 30, upperBound: 200)
        let truth = StatisticalTests.variance(clamped)
        let coverage = Self.coverage(variance, values, truth: truth)
        let spread = try BoundedStandardDeviation<Double>(
            epsilon: 0.5, lowerBound: 30, upperBound: 200)
        let spreadCoverage = Self.coverage(spread, values, truth: truth.squareRoot())
        print("coverage at 0.95: variance \(coverage), standard deviation \(spreadCoverage)")
        #expect(coverage > 0.946 && spreadCoverage > 0.946)
    }

    /// Small integer grids: the coupling's extra step makes the mean's interval cover a little more, never less.
    @Test func meansOfIntegersOnSmallGridsCoverAtLeastAsOften() throws {
        let description = try BoundedMean<Int>(epsilon: 1, lowerBound: 0, upperBound: 1)
        let values = (0..<200).map { $0 % 5 == 0 ? 1 : 0 }
        let coverage = Self.coverage(description, values, truth: 0.2)
        print("coverage of a share of integers at 0.95: \(coverage)")
        #expect(coverage > 0.946)
    }
}
