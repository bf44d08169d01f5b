import Foundation
import Testing

@testable import DifferentialPrivacy

@Suite struct DiscreteGaussianMechanismTests {
    @Test func theParameterIsTheExactLaws() throws {
        let mechanism = try DiscreteGaussianMechanism(epsilon: 1, delta: 1e-5)
        // 0.3 % above the continuous 3.7306: the sum isn't the integral.
        #expect(abs(mechanism.sigma - 3.7404847042278) < 1e-11)
        #expect(mechanism.event.delta == Rational(decimal: 1e-5))
        let several = try DiscreteGaussianMechanism(
            epsilon: 1, delta: 1e-5, l0Sensitivity: 9, linfSensitivity: 2)
        // Through concentrated privacy: 8.4 % above 6 · 3.7306.
        #expect(abs(several.sigma / 6 - 4.0451303582924) < 1e-11)
        #expect(several.event.delta == Rational(decimal: 1e-5))
    }

    @Test(arguments: [(1e4, 1), (1e6, 3), (0.5, 1), (1e-3, 40), (1e-9, 1)])
    func theNoiseNeverFallsShort(epsilon: Double, sensitivity: Int) throws {
        for delta in [1e-300, 1e-9, 0.3] {
            for numbers in [1, 5] {
                guard
                    let mechanism = try? DiscreteGaussianMechanism(
                        epsilon: epsilon, delta: delta, l0Sensitivity: numbers,
                        linfSensitivity: sensitivity),
                    case .discreteGaussian(let asked, let with, let sigma, let each, let count) =
                        mechanism.event.mechanism
                else { continue }
                #expect(mechanism.event.delta == Rational(decimal: delta))
                guard mechanism.sigma > 0x1p-6 else { continue }
                let less = PrivacyEvent(
                    .discreteGaussian(
                        epsilon: asked, delta: with, sigma: sigma * Rational(decimal: 0.999),
                        linfSensitivity: each, l0Sensitivity: count))
                #expect(less.delta > with, "\(epsilon) \(delta) \(sensitivity)")
            }
        }
    }

    @Test func parametersAreChecked() {
        #expect(throws: ParameterError.self) {
            _ = try DiscreteGaussianMechanism(epsilon: 1, delta: 1e-5, sensitivity: 0)
        }
        #expect(throws: ParameterError.self) {
            _ = try DiscreteGaussianMechanism(epsilon: 1, delta: 0)
        }
        #expect(throws: ParameterError.self) {
            _ = try DiscreteGaussianMechanism(
                epsilon: 1, delta: 1e-5, l0Sensitivity: 0, linfSensitivity: 1)
        }
        let large = #expect(throws: ParameterError.self) {
            _ = try DiscreteGaussianMechanism(epsilon: 0x1p-50, delta: 1e-5, sensitivity: 1 << 40)
        }
        #expect(large?.rule == .noiseNotTooLarge)
    }

    @Test(arguments: [0.02, 0.3, 1, 10, 70])
    func intervalsCoverByTheExactQuantile(sigma: Double) {
        let law = DiscreteGaussianLaw(sigma: sigma)
        func mass(_ k: Int) -> Double { exp(-Double(k * k) / (2 * sigma * sigma)) }
        let total = (-4000...4000).reduce(0) { $0 + mass($1) }
        for level in [0.5, 0.9, 0.95, 0.999, 1e-6] {
            let radius = law.radius(covering: level)
            func covered(_ radius: Double) -> Double {
                radius < 0 ? 0 : (-Int(radius)...Int(radius)).reduce(0) { $0 + mass($1) } / total
            }
            #expect(covered(radius) >= level - 1e-12)
            #expect(covered(radius - (sigma > 64 ? 2 : 1)) < level)
        }
        let variance = (-4000...4000).reduce(0) { $0 + Double($1 * $1) * mass($1) } / total
        #expect(abs(law.variance - variance) <= 1e-12 * variance)
    }

    @Test func extremeInputsSaturate() throws {
        let mechanism = try DiscreteGaussianMechanism(epsilon: 1, delta: 1e-5)
        for _ in 0..<50 {
            #expect(mechanism.addNoise(to: Int.max) > Int.max - 100)
            #expect(mechanism.addNoise(to: Int.min) < -Int.max + 100)
        }
        var values = [0, Int.max, Int.min, 5]
        let quiet = try DiscreteGaussianMechanism(epsilon: 1e9, delta: 1e-5)
        quiet.addNoise(to: &values)
        #expect(values == [0, Int.max, -Int.max, 5])
    }

    /// δ may rise with σ (at ε = 10 it does from 0.2237 to 0.35), so a σ between two doubles isn't taken for the lower one;
    /// nor is a sensitivity between two integers for either.
    @Test func onlyWhatWasProvedIsClaimed() {
        let low = 0.25
        let asked = Rational(exactly: 0.0003352374297100746)
        func delta(_ sigma: Rational, each: Rational = .one) -> Rational {
            PrivacyEvent(
                .discreteGaussian(
                    epsilon: Rational(10), delta: asked, sigma: sigma, linfSensitivity: each,
                    l0Sensitivity: 1)
            ).delta
        }
        #expect(delta(Rational(exactly: low)) == asked)
        let next = Rational(exactly: low.nextUp)
        #expect(delta(next) > asked)
        #expect(delta((Rational(exactly: low) + next).scaled(byPowerOfTwo: -1)) > asked)
        #expect(delta(Rational(exactly: 1e6), each: Rational(decimal: 1.5)) > asked)
        #expect(delta(Rational(exactly: 1e6), each: Rational(2)) == asked)
    }

    /// A draw at the end of its type stands for its tail: noise on a negative number can still reach the largest integer.
    /// Each round does so with probability 0.989; all fail with probability below 1e-39.
    @Test func saturatedDrawsAreDrawnOn() throws {
        let mechanism = try DiscreteGaussianMechanism(
            epsilon: 1, delta: 1e-5, sensitivity: 1 << 34)
        let noise = mechanism.noise
        let sums = (0..<20).map { _ in
            PowerOfTwoGrid.integers.sum(of: -5, and: .max, noise.extended)
        }
        #expect(sums.contains(.max) && sums.allSatisfy { $0 >= .max - 5 })
        #expect(PowerOfTwoGrid.integers.sum(of: 0, and: -.max, noise.extended) == -.max)
    }
}
