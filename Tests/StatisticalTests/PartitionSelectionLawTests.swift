import DifferentialPrivacy
import Foundation
import Testing

/// How often partitions are kept, with the real random source, against the certified probability.
@Suite struct PartitionSelectionLawTests {
    /// The distance from N p that a binomial number passes with probability below 2e-10 (Bernstein's inequality):
    /// 2 e^(−t²/(2 (N p (1 − p) + t/3))) = 2e-10.
    static func allowed(_ p: Double, draws: Int) -> Double {
        let l = log(1e10)
        return l / 3 + (l * l / 9 + 2 * l * Double(draws) * p * (1 - p)).squareRoot()
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let strategy: any PartitionSelection
        let counts: [Int]
        var testDescription: String {
            "\(type(of: strategy)) \(strategy.epsilon) \(strategy.delta)"
        }
    }

    /// Seven cases of up to five counts: the suite's false-alarm rate is below 1e-8, an assertion's 2e-10.
    static let cases: [Case] = [
        Case(
            strategy: try! TruncatedGeometricPartitionSelection(epsilon: 0.5, delta: 0.02),
            counts: [1, 3, 6, 8, 11]),
        Case(
            strategy: try! TruncatedGeometricPartitionSelection(
                epsilon: 1, delta: 1e-3, maxPartitionsContributed: 3, preThreshold: 5),
            counts: [4, 20, 24, 28, 35]),
        Case(
            strategy: try! TruncatedGeometricPartitionSelection(epsilon: 1e-9, delta: 0.4),
            counts: [1, 2, 3]),
        Case(
            strategy: try! LaplacePartitionSelection(epsilon: 1, delta: 0.01), counts: [1, 3, 5, 7]),
        Case(
            strategy: try! LaplacePartitionSelection(
                epsilon: 0.7, delta: 0.8, maxPartitionsContributed: 2, preThreshold: 3),
            counts: [2, 3, 4, 9]),
        Case(
            strategy: try! GaussianPartitionSelection(epsilon: 1, delta: 0.01),
            counts: [1, 5, 7, 9, 12]),
        Case(
            strategy: try! GaussianPartitionSelection(
                epsilon: 1e-7, delta: 1e-3, maxPartitionsContributed: 50, preThreshold: 9),
            counts: [10, 1_000_000_000, 1_300_000_000, 2_000_000_000]),
    ]

    @Test(arguments: cases)
    func partitionsAreKeptAsOftenAsTheyShould(test: Case) {
        let draws = 60_000
        for count in test.counts {
            var kept = 0
            for _ in 0..<draws where test.strategy.shouldKeep(count) { kept += 1 }
            let p = test.strategy.probabilityOfKeep(count)
            let distance = abs(Double(kept) - Double(draws) * p)
            #expect(
                distance <= Self.allowed(p, draws: draws), "\(count): \(kept) of \(draws), p = \(p)"
            )
        }
    }

    /// Noisy numbers far above the threshold: mean n, variance that of the noise. A mean of N is off by 6.5 of its standard
    /// deviations with probability below 1e-10; the variance's relative error has a standard deviation of sqrt(5/N) at most.
    @Test func noisedValuesAreUnbiased() throws {
        let laplace = try LaplacePartitionSelection(epsilon: 0.5, delta: 1e-5)
        let gaussian = try GaussianPartitionSelection(epsilon: 0.5, delta: 1e-5)
        let draws = 60_000
        let laws: [((Int) -> Double?, Double)] = [
            (laplace.noisedValueIfShouldKeep, 2 * laplace.diversity * laplace.diversity),
            (
                gaussian.noisedValueIfShouldKeep,
                gaussian.standardDeviation * gaussian.standardDeviation
            ),
        ]
        for (draw, variance) in laws {
            let noise = (0..<draws).map { _ in (draw(1000) ?? .nan) - 1000 }
            let mean = noise.reduce(0, +) / Double(draws)
            let spread = noise.reduce(0) { $0 + $1 * $1 } / Double(draws)
            #expect(abs(mean) < 6.5 * (variance / Double(draws)).squareRoot())
            #expect(abs(spread / variance - 1) < 8 * (5 / Double(draws)).squareRoot())
        }
    }
}
