import Testing

@testable import DifferentialPrivacy

@Suite struct DistributionTests {
    @Test func quantilesAndProbabilitiesAreInverse() throws {
        let laplace = try LaplaceDistribution(epsilon: 0.5, sensitivity: 3)
        let gaussian = try GaussianDistribution(standardDeviation: 2.5)
        #expect(laplace.diversity == 6 && laplace.variance == 72)
        for p in [1e-9, 0.1, 0.25, 0.5, 0.7, 0.975, 1 - 1e-9] {
            #expect(abs(laplace.cumulativeProbability(laplace.quantile(p)) - p) < 1e-14)
            #expect(abs(gaussian.cumulativeProbability(gaussian.quantile(p)) - p) < 1e-14)
        }
        // The normal law's 0.975-quantile.
        #expect(abs(gaussian.quantile(0.975) / 2.5 - 1.959963984540054) < 1e-13)
        #expect(laplace.quantile(0.5) == 0 && abs(gaussian.quantile(0.5)) < 1e-16)
    }

    /// Shares of 200,000 draws below a quantile: standard error √(p(1 − p)/n) at most 0.00112; 6.5 of them, a false alarm
    /// below 1e-10 each.
    @Test func drawsHaveTheirLaws() throws {
        let laplace = try LaplaceDistribution(epsilon: 0.5, sensitivity: 3)
        let gaussian = try GaussianDistribution(standardDeviation: 2.5)
        let geometric = try GeometricDistribution(lambda: 0.25)
        let runs = 200_000
        for p in [0.02, 0.5, 0.9] {
            let wide = (0..<runs).count { _ in laplace.sample() <= laplace.quantile(p) }
            #expect(abs(Double(wide) / Double(runs) - p) < 0.0073)
            let normal = (0..<runs).count { _ in gaussian.sample() <= gaussian.quantile(p) }
            #expect(abs(Double(normal) / Double(runs) - p) < 0.0073)
        }
        for k in [0, 2, 9] {
            let below = (0..<runs).count { _ in geometric.sample() <= k }
            #expect(abs(Double(below) / Double(runs) - geometric.cumulativeProbability(k)) < 0.0073)
        }
        #expect(geometric.cumulativeProbability(-1) == 0)
        #expect(abs(geometric.variance - 15.91693) < 1e-3)
        #expect(
            abs((0..<1000).map { _ in try! GeometricDistribution(lambda: 1e30).sample() }.max()!)
                == 0)
    }

    @Test func parametersAreChecked() {
        for value in [0, -1, .nan, .infinity] as [Double] {
            #expect(throws: ParameterError.self) { _ = try GeometricDistribution(lambda: value) }
            #expect(throws: ParameterError.self) {
                _ = try GaussianDistribution(standardDeviation: value)
            }
            #expect(throws: ParameterError.self) {
                _ = try LaplaceDistribution(epsilon: value, sensitivity: 1)
            }
            #expect(throws: ParameterError.self) {
                _ = try LaplaceDistribution(epsilon: 1, sensitivity: value)
            }
        }
        for tiny in [.leastNonzeroMagnitude, 1e-300] {
            #expect(throws: ParameterError.self) {
                _ = try GaussianDistribution(standardDeviation: tiny)
            }
        }
        #expect(throws: ParameterError.self) { _ = try GeometricDistribution(lambda: 1e-300) }
        #expect(throws: Never.self) {
            for largest in [0x1p-950, 0x1p900] {
                let normal = try GaussianDistribution(standardDeviation: largest)
                #expect(normal.sample().isFinite)
                let wide = try LaplaceDistribution(epsilon: 1, sensitivity: largest)
                #expect(wide.sample().isFinite)
            }
        }
    }

    @Test func wordsAreFresh() {
        var source = SecureRandomNumberGenerator()
        #expect(Set((0..<1000).map { _ in source.next() }).count == 1000)
        let shuffled = Array(0..<100).shuffled(using: &source)
        #expect(shuffled != Array(0..<100) && shuffled.sorted() == Array(0..<100))
    }
}
