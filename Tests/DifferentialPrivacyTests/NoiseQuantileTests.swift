import Foundation
import Testing

@testable import DifferentialPrivacy

/// Quantiles of the noise against sums of the exact laws' masses.
@Suite struct NoiseQuantileTests {
    static let probabilities = [
        1e-12, 1e-6, 0.001, 0.025, 0.1, 0.3, 0.4999, 0.5, 0.5001, 0.7, 0.9, 0.975, 0.999, 1 - 1e-9,
    ]

    /// The least integer k with P(Z <= k) >= probability, for masses of 0, ±1, ±2 ...; tails are summed from their ends.
    static func quantile(_ probability: Double, masses: [Double]) -> Double {
        var tails = [Double](repeating: 0, count: masses.count + 1)
        for k in masses.indices.reversed() { tails[k] = tails[k + 1] + masses[k] }
        // P(Z <= −k) = P(Z >= k) = tails[k]
        if let last = tails.indices.dropFirst().last(where: { tails[$0] >= probability }) {
            return 0 - Double(last)
        }
        return Double(masses.indices.first { tails[$0 + 1] <= 1 - probability }!)
    }

    @Test(arguments: [0.02, 0.3, 1, 7.5, 40]) func discreteLaplaceNoise(scale: Double) throws {
        let law = DiscreteLaplaceLaw(scale: scale)
        let q = exp(-1 / scale)
        let masses = (0...Int(60 * scale) + 2).map {
            -expm1(-1 / scale) / (1 + q) * pow(q, Double($0))
        }
        for probability in Self.probabilities {
            #expect(law.quantile(probability) == Self.quantile(probability, masses: masses))
        }
        let mechanism = try GeometricMechanism(epsilon: 1 / 8.0)
        let exact = DiscreteLaplaceLaw(scale: 8)
        #expect(mechanism.noiseQuantile(0.9) == exact.quantile(0.9))
    }

    @Test(arguments: [0.02, 0.3, 1, 10, 50]) func discreteGaussianNoise(sigma: Double) {
        let law = DiscreteGaussianLaw(sigma: sigma)
        let heights = (0...Int(40 * sigma) + 2).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
        let total = heights[0] + 2 * heights.dropFirst().reversed().reduce(0, +)
        let masses = heights.map { $0 / total }
        for probability in Self.probabilities {
            #expect(law.quantile(probability) == Self.quantile(probability, masses: masses))
        }
    }

    /// Where the sum is replaced by the integral: no less than the quantile, and no more than one above it.
    @Test(arguments: [64.5, 300]) func wideDiscreteGaussianNoise(sigma: Double) throws {
        let law = DiscreteGaussianLaw(sigma: sigma)
        let heights = (0...Int(40 * sigma)).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
        let total = heights[0] + 2 * heights.dropFirst().reversed().reduce(0, +)
        let masses = heights.map { $0 / total }
        for probability in Self.probabilities {
            let exact = Self.quantile(probability, masses: masses)
            #expect((exact...exact + 1).contains(law.quantile(probability)))
        }
    }

    @Test(arguments: [(0.3, 4, 2), (1, 1, 1), (2.5, 7, 3), (2.5, 7, 7), (9, 12, 1)])
    func staircaseNoise(epsilon: Double, sensitivity: Int, width: Int) throws {
        let law = StaircaseLaw(epsilon: epsilon, sensitivity: sensitivity, width: width)
        let masses = (0..<Int(60 / epsilon + 2) * sensitivity).map {
            StaircaseTests.mass($0, law) / ($0 == 0 ? 1 : 2)
        }
        for probability in Self.probabilities {
            #expect(law.quantile(probability) == Self.quantile(probability, masses: masses))
        }
    }

    /// In the numbers' units, and like the continuous law on a fine grid.
    @Test func mechanismsHaveTheirLawsQuantiles() throws {
        let laplace = try LaplaceMechanism(epsilon: 0.5, sensitivity: 3)
        #expect(abs(laplace.noiseQuantile(0.975) - 6 * log(20)) < 1e-8)
        #expect(abs(laplace.noiseQuantile(0.1) + 6 * log(5)) < 1e-8)
        #expect(laplace.noiseQuantile(0.5) == 0)
        let steps = laplace.noiseQuantile(0.7) / laplace.granularity
        #expect(steps == steps.rounded())
        let coarse = try GeometricMechanism(epsilon: 1, sensitivity: 1 << 50)
        #expect(coarse.granularity > 1)
        #expect(abs(coarse.noiseQuantile(0.975) / (0x1p50 * log(20)) - 1) < 1e-2)
        let integers = try StaircaseMechanism(epsilon: 1, sensitivity: 5)
        #expect(integers.noiseQuantile(0.9) == integers.law.quantile(0.9))
        let doubles = try StaircaseMechanism(epsilon: 1, sensitivity: 5.0)
        #expect(abs(doubles.noiseQuantile(0.9) - integers.noiseQuantile(0.9)) < 1)
        let discrete = try DiscreteGaussianMechanism(epsilon: 0.1, delta: 1e-5)
        let gaussian = try GaussianMechanism(epsilon: 0.1, delta: 1e-5, l2Sensitivity: 1)
        for probability in Self.probabilities {
            let distance =
                discrete.noiseQuantile(probability) - gaussian.noiseQuantile(probability)
            #expect(abs(distance) < 1.5)
            let mechanisms = [
                laplace.noiseQuantile, coarse.noiseQuantile, integers.noiseQuantile,
            ]
            // Upper quantiles are intervals' ends, and the two sides mirror each other.
            for quantile in mechanisms where probability > 0.5 {
                #expect(quantile(probability) >= -quantile(1 - probability))
            }
            guard probability > 0.5 else { continue }
            let interval = laplace.noiseConfidenceInterval(confidenceLevel: 2 * probability - 1)
            #expect(laplace.noiseQuantile(probability) == interval.upperBound)
        }
        let tiny = discrete.noiseQuantile(1e-300) / discrete.sigma
        #expect(abs(tiny + 37.047) < 0.1)
    }

    @Test func theLeastVarianceMechanismHasThatOfWhatWasChosen() throws {
        let staircase = try LeastVarianceMechanism(epsilon: 5, linfSensitivity: 1)
        let gaussian = try LeastVarianceMechanism(
            epsilon: 1, delta: 1e-5, l0Sensitivity: 50, linfSensitivity: 1)
        let laplace = try LeastVarianceMechanism(epsilon: 1, l0Sensitivity: 2, linfSensitivity: 1)
        guard case .staircase(let one) = staircase.law, case .gaussian(let two) = gaussian.law,
            case .laplace(let three) = laplace.law
        else {
            Issue.record("not the expected choices")
            return
        }
        #expect(staircase.noiseQuantile(0.9) == one.noiseQuantile(0.9))
        #expect(gaussian.noiseQuantile(0.9) == two.noiseQuantile(0.9))
        #expect(laplace.noiseQuantile(0.9) == three.noiseQuantile(0.9))
    }
}
