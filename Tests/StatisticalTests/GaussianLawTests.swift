import DifferentialPrivacy
import Foundation
import Testing

/// What the Gaussian mechanisms draw, from the real random source, against the ideal law.
@Suite struct GaussianLawTests {
    /// The largest distance between the empirical and the normal distribution function.
    static func distance(_ draws: [Double], deviation: Double) -> Double {
        let sorted = draws.sorted()
        let count = Double(sorted.count)
        var largest = 0.0
        for (index, draw) in sorted.enumerated() {
            let below = erfc(-draw / deviation / 2.0.squareRoot()) / 2
            largest = max(largest, below - Double(index) / count, Double(index + 1) / count - below)
        }
        return largest
    }

    /// P(√n · distance > 3.28) <= 2 e^(−2 · 3.28²) < 1e-9 (Massart 1990).
    static let limit = 3.28

    static func draws(_ count: Int, _ mechanism: GaussianMechanism) -> [Double] {
        var values = [Double](repeating: 0.1, count: count)
        mechanism.addNoise(to: &values)
        return values.map { $0 - 0.1 }
    }

    @Test func gaussianNoiseIsNormal() throws {
        let mechanism = try GaussianMechanism(epsilon: 0.5, delta: 1e-6, l2Sensitivity: 3)
        let count = 400_000
        let deviation = mechanism.standardDeviation
        let draws = Self.draws(count, mechanism)
        let root = Double(count).squareRoot()
        let found = Self.distance(draws, deviation: deviation) * root
        print("distance of Gaussian noise from the normal law, times √n: \(found)")
        #expect(found < Self.limit)
        // A σ of 2 % more or less would show.
        #expect(Self.distance(draws, deviation: deviation * 1.02) * root > Self.limit)
        #expect(Self.distance(draws, deviation: deviation / 1.02) * root > Self.limit)
        // The sample variance's standard error is √(2/n) = 0.22 %; 6.5 of them.
        let variance = draws.reduce(0) { $0 + $1 * $1 } / Double(count)
        #expect(abs(variance / mechanism.variance - 1) < 0.0146)
        let single = (0..<50_000).map { _ in mechanism.addNoise(to: -7.3) + 7.3 }
        #expect(Self.distance(single, deviation: deviation) * 50_000.0.squareRoot() < Self.limit)
    }

    /// Each share is binomial with a standard error of at most √(0.05 · 0.95/n) = 0.00034; 6.2 of them.
    @Test func intervalsCoverAtTheirLevel() throws {
        let mechanism = try GaussianMechanism(epsilon: 2, delta: 1e-9, l2Sensitivity: 1)
        let draws = Self.draws(400_000, mechanism)
        for level in [0.95, 0.99, 0.999] {
            let interval = mechanism.noiseConfidenceInterval(confidenceLevel: level)
            let inside = draws.count { $0 >= interval.lowerBound && $0 <= interval.upperBound }
            #expect(abs(Double(inside) / 400_000 - level) < 0.0022)
            let below = draws.count { $0 <= mechanism.noiseQuantile(level) }
            #expect(abs(Double(below) / 400_000 - level) < 0.0022)
        }
    }

    @Test func integersGetRoundedNormalNoise() throws {
        let mechanism = try GaussianMechanism(epsilon: 1, delta: 1e-5, l2Sensitivity: 1)
        try Self.expectCells(mechanism.standardDeviation, discrete: false) {
            mechanism.addNoise(to: &$0)
        }
    }

    @Test func discreteNoiseHasTheExactMasses() throws {
        let mechanism = try DiscreteGaussianMechanism(epsilon: 1, delta: 1e-5)
        try Self.expectCells(mechanism.sigma, discrete: true) { mechanism.addNoise(to: &$0) }
    }

    /// 22 cells, −10 ... 10 and the rest (each expects over 300): P(χ²₂₁ > 95) is below 1e-10.
    static func expectCells(
        _ sigma: Double, discrete: Bool, _ addNoise: (inout [Int]) -> Void
    ) throws {
        var values = [Int](repeating: 100, count: 400_000)
        addNoise(&values)
        var counts = [Int](repeating: 0, count: 22)
        for value in values { counts[abs(value - 100) <= 10 ? value - 90 : 21] += 1 }
        func weight(_ k: Int) -> Double {
            discrete
                ? exp(-Double(k * k) / (2 * sigma * sigma))
                : (erf((Double(k) + 0.5) / sigma / 2.0.squareRoot())
                    - erf((Double(k) - 0.5) / sigma / 2.0.squareRoot())) / 2
        }
        let total = (-200...200).reduce(0) { $0 + weight($1) }
        var masses = (-10...10).map { weight($0) / total }
        masses.append(1 - masses.reduce(0, +))
        let chi = LawTests.chiSquare(counts, masses)
        print(
            "chi-square of \(discrete ? "discrete" : "rounded") Gaussian noise on integers: \(chi)")
        #expect(chi < 95)
    }
}
