import DifferentialPrivacy
import Foundation
import Testing

/// Statistics with Gaussian noise: its size, and intervals that cover.
@Suite struct GaussianStatisticsTests {
    static let noise = Noise.gaussian(delta: 1e-5)
    static let sigma = 3.7306316348159418  // at (1, 1e-5) and sensitivity 1

    static func errors<A: NumericAggregation>(
        _ runs: Int, _ description: A, _ values: [A.Entry], truth: Double
    ) -> [Double] where A.Value == Double {
        var filled = description.makeAccumulator()
        filled.addEntries(values)
        let summary = filled.summary()
        return (0..<runs).map { _ in summary.makeAccumulator().result() - truth }
    }

    /// The sum lies between the released steps; P(√n · distance > 3.28) < 1e-9 (Massart 1990).
    @Test func sumsGetNormalNoiseWhereverTheyLie() throws {
        let sum = try BoundedSum<Double>(
            epsilon: 1, lowerBound: -10, upperBound: 60, noise: Self.noise)
        let values = Array(Nhanes.bmi.prefix(333))
        let truth = values.reduce(0) { $0 + min(max($1, -10), 60) }
        let errors = Self.errors(100_000, sum, values, truth: truth)
        let found = GaussianLawTests.distance(errors, deviation: 60 * Self.sigma)
        print("distance of a Gaussian sum's noise from the normal law: \(found)")
        #expect(found * 100_000.0.squareRoot() < GaussianLawTests.limit)
        #expect(
            GaussianLawTests.distance(errors, deviation: 66 * Self.sigma) * 100_000.0.squareRoot()
                > GaussianLawTests.limit)
    }

    /// Var = σ²R²((1 − t)² + t²)/n² to first order. The ratio's standard error at 20,000 runs is 1 %; 7 %.
    @Test func meansHaveTheVarianceOfThePair() throws {
        let mean = try BoundedMean<Double>(
            epsilon: 1, lowerBound: 10, upperBound: 60, noise: Self.noise)
        let values = Nhanes.bmi
        let truth = StatisticalTests.mean(values.map { min(max($0, 10), 60) })
        let errors = Self.errors(20_000, mean, values, truth: truth)
        let variance = errors.reduce(0) { $0 + $1 * $1 } / 20_000
        let t = (truth - 10) / 50
        let expected =
            pow(Self.sigma * 50 / Double(values.count), 2) * ((1 - t) * (1 - t) + t * t)
        print("variance of a Gaussian mean over the formula's: \(variance / expected)")
        #expect(abs(variance / expected - 1) < 0.07)
    }

    /// As in CoverageTests: 0.004 is 5.8 standard errors.
    @Test func intervalsCoverAsOftenAsTheySay() throws {
        let values = Array(Nhanes.bmi.prefix(400))
        let clamped = values.map { min(max($0, 10), 60) }
        let sum = try BoundedSum<Double>(
            epsilon: 0.5, lowerBound: 10, upperBound: 60, noise: Self.noise)
        let ofSums = CoverageTests.coverage(sum, values, truth: clamped.reduce(0, +))
        let mean = try BoundedMean<Double>(
            epsilon: 0.5, lowerBound: 10, upperBound: 60, noise: Self.noise)
        let ofMeans = CoverageTests.coverage(mean, values, truth: StatisticalTests.mean(clamped))
        let variance = try BoundedVariance<Double>(
            epsilon: 0.5, lowerBound: 10, upperBound: 60, noise: Self.noise)
        let ofVariances = CoverageTests.coverage(
            variance, values, truth: StatisticalTests.variance(clamped))
        print(
            "coverage with Gaussian noise: sum \(ofSums), mean \(ofMeans), variance \(ofVariances)")
        #expect((0.946...0.954).contains(ofSums))
        #expect((0.946...0.954).contains(ofMeans))
        #expect(ofVariances > 0.946)
    }

    /// Counts are whole numbers; the interval is half a step wider than the normal law's.
    @Test func countsCoverAtLeastAsOften() throws {
        let count = try Count(epsilon: 1, noise: Self.noise)
        var hits = 0
        for _ in 0..<CoverageTests.runs {
            var accumulator = count.makeAccumulator()
            accumulator.addEntries(count: 1204)
            let interval = accumulator.release(confidenceLevel: 0.95).interval!
            if interval.lowerBound <= 1204, 1204 <= interval.upperBound { hits += 1 }
        }
        #expect(Double(hits) / Double(CoverageTests.runs) > 0.946)
    }
}
