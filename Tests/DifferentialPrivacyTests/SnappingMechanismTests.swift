import Testing

@testable import DifferentialPrivacy

@Suite struct SnappingMechanismTests {
    /// λ is the least double at or above (Δ + 2^-49 B)/ε, in exact numbers.
    @Test func theScalePaysForTheRoundingsAndNoMore() throws {
        for epsilon in [0.1, 0.3, 1, 7, 1e-10, 1e6] {
            for sensitivity in [1.0, 0.1, 1e260, 1e-200] {
                for ratio in [1.5, 100, 1e12] {
                    let bound = ratio * sensitivity / epsilon
                    guard
                        let mechanism = try? SnappingMechanism(
                            epsilon: epsilon, sensitivity: sensitivity, bound: bound)
                    else {
                        Issue.record("\(epsilon) \(sensitivity) \(bound)")
                        continue
                    }
                    let paid =
                        Rational(exactly: sensitivity)
                        + Rational(exactly: bound).scaled(byPowerOfTwo: -49)
                    let exact = Rational(decimal: epsilon)
                    #expect(paid <= exact * Rational(exactly: mechanism.diversity))
                    #expect(paid > exact * Rational(exactly: mechanism.diversity.nextDown))
                    let granularity = mechanism.granularity
                    #expect(
                        granularity >= mechanism.diversity && granularity / 2 < mechanism.diversity)
                    #expect(granularity.significand == 1)
                    #expect(mechanism.event.epsilon == exact && mechanism.event.delta == .zero)
                }
            }
        }
    }

    @Test func parametersOutsideTheProofAreRefused() {
        typealias Case = (Double, Double, Double, ParameterError.Parameter, ParameterError.Rule)
        let cases: [Case] = [
            (0, 1, 10, .epsilon, .finiteAndPositive),
            (0x1p-51, 1, 10, .epsilon, .notBelowTwoToMinus50),
            (1, 0, 10, .l1Sensitivity, .finiteAndPositive),
            (1, .nan, 10, .l1Sensitivity, .finiteAndPositive),
            (1, 0x1p961, 0x1p962, .l1Sensitivity, .notBeyondTwoTo960),
            (1, 1, .infinity, .bound, .finiteAndPositive), (1, 1, -1, .bound, .finiteAndPositive),
            (1, 1, 0x1p961, .bound, .notBeyondTwoTo960),
            (1, 1, 1, .bound, .aboveNoiseScale), (0.5, 3, 5.9, .bound, .aboveNoiseScale),
            (0x1p-50, 1, 0x1p900, .bound, .aboveNoiseScale),
            (1, 1, 0x1.3p46, .bound, .belowTwoTo46NoiseScales),
            (1e6, 1, 1e9, .bound, .belowTwoTo46NoiseScales),
            (1, 0x1p-1010, 0x1p-1000, .l1Sensitivity, .notTooFine),
        ]
        for (epsilon, sensitivity, bound, parameter, rule) in cases {
            let error = #expect(throws: ParameterError.self) {
                _ = try SnappingMechanism(epsilon: epsilon, sensitivity: sensitivity, bound: bound)
            }
            #expect(
                error?.parameter == parameter && error?.rule == rule,
                "\(epsilon) \(sensitivity) \(bound)")
        }
        let error = #expect(throws: ParameterError.self) {
            _ = try SnappingMechanism(epsilon: 1, sensitivity: 2, bound: 1)
        }
        #expect(error.map { "\($0)" } == "bound must be above the scale of the noise (was 1)")
    }

    /// Other languages' status codes are a table from these; they never change.
    @Test func codesAreStable() {
        #expect(ParameterError.Parameter.bound.rawValue == 11)
        #expect(ParameterError.Rule.aboveNoiseScale.rawValue == 11)
        #expect(ParameterError.Rule.belowTwoTo46NoiseScales.rawValue == 12)
    }

    @Test func resultsAreMultiplesOfTheGranularityOrABound() throws {
        let mechanism = try SnappingMechanism(epsilon: 0.7, sensitivity: 3, bound: 21)
        for x in [0, 0.1, -17.3, 20.999, 1e6, .pi] {
            for _ in 0..<200 {
                let steps = mechanism.addNoise(to: x) / mechanism.granularity
                #expect(steps == steps.rounded() || abs(steps * mechanism.granularity) == 21)
                #expect(!(steps == 0 && steps.sign == .minus))
            }
        }
    }

    /// D14: nothing turns into NaN or wraps.
    @Test func extremeInputsAreClampedD14() throws {
        let mechanism = try SnappingMechanism(epsilon: 10, sensitivity: 1, bound: 1000)
        for _ in 0..<50 {
            #expect(mechanism.addNoise(to: .infinity) > 990)
            #expect(mechanism.addNoise(to: -.infinity) < -990)
            #expect(mechanism.addNoise(to: .nan).magnitude < 10)
            #expect(mechanism.addNoise(to: 1e300) > 990)
        }
        let wide = try SnappingMechanism(epsilon: 1, sensitivity: 0x1p959, bound: 0x1p960)
        #expect(wide.addNoise(to: 0x1p1000).isFinite)
        let narrow = try SnappingMechanism(epsilon: 1, sensitivity: 0x1p-999, bound: 0x1p-960)
        #expect(narrow.addNoise(to: 1) > 0 && narrow.granularity == 0x1p-998)
    }

    @Test func batchesHaveTheLawOfSingleCalls() throws {
        let quiet = try SnappingMechanism(epsilon: 1e3, sensitivity: 1e-2, bound: 1e6)
        var values = [0.1, -17.3, 1e5, .infinity, -.infinity, .nan, 0x1p80, -0x1p-1060, -0.0]
        let expected = values.map { $0.isNaN ? 0 : min(max($0, -1e6), 1e6) }
        quiet.addNoise(to: &values)
        for (noisy, exact) in zip(values, expected) { #expect(abs(noisy - exact) < 1e-3) }
        var empty: [Double] = []
        quiet.addNoise(to: &empty)
        #expect(empty.isEmpty)
        // 5,000 draws pass a block's border: about half of each sign.
        let loud = try SnappingMechanism(epsilon: 0.01, sensitivity: 1, bound: 1e6)
        var many = [Double](repeating: 64, count: 5000)
        loud.addNoise(to: &many)
        // λ is a little above 100, so the step is 128 and 64 lies half-way: 2,500 ± 7 standard deviations of 35.
        #expect((2250...2750).contains(many.count { $0 >= 128 }))
        #expect(Set(many).count > 10)
    }

    /// P(k >= j) = e^-((j − ½ − f) g)/2 for a number f steps above a multiple, and the same downward with −f.
    private func tail(_ j: Double, _ f: Double, _ g: Double) -> Double {
        exponential(-(j - 0.5 - f) * g) / 2
    }

    @Test func theVarianceIsTheLargestOfAnyNumber() throws {
        for epsilon in [0.5, 0.51, 0.6, 0.75, 0.9, 0.999] {
            let mechanism = try SnappingMechanism(epsilon: epsilon, sensitivity: 1, bound: 50)
            let g = mechanism.granularity / mechanism.diversity
            #expect(g >= 1 && g < 2)
            var largest = 0.0
            for f in stride(from: -0.5, through: 0.5, by: 1.0 / 64) {
                var sum = f * f
                for j in stride(from: 1.0, through: 60, by: 1) {
                    sum += ((j - f) * (j - f) - (j - 1 - f) * (j - 1 - f)) * tail(j, f, g)
                    sum += ((j + f) * (j + f) - (j - 1 + f) * (j - 1 + f)) * tail(j, -f, g)
                }
                let square = sum * mechanism.granularity * mechanism.granularity
                #expect(square > 0.91 * mechanism.variance)
                largest = max(largest, square)
            }
            #expect(abs(largest - mechanism.variance) < 1e-10)
        }
    }

    @Test func intervalsAndQuantilesCoverWhateverTheNumber() throws {
        let mechanism = try SnappingMechanism(epsilon: 0.6, sensitivity: 1, bound: 50)
        let g = mechanism.granularity / mechanism.diversity
        for level in [1e-6, 0.5, 0.9, 0.95, 0.999] {
            let interval = mechanism.noiseConfidenceInterval(confidenceLevel: level, around: 3)
            let radius = interval.upperBound - 3
            #expect(abs(interval.lowerBound + radius - 3) < 1e-12)
            let quantile = mechanism.noiseQuantile(level)
            for f in stride(from: -0.5, to: 0.5, by: 1.0 / 64) {
                // Noise (k − f) steps, beyond the radius; and above the quantile.
                let steps = radius / mechanism.granularity
                let up = (steps + f).rounded(.down) + 1
                let down = (steps - f).rounded(.down) + 1
                #expect(tail(up, f, g) + tail(down, -f, g) <= (1 - level) * (1 + 1e-12))
                let above = (quantile / mechanism.granularity + f).rounded(.down) + 1
                let miss = above - 0.5 - f > 0 ? tail(above, f, g) : 1 - tail(1 - above, -f, g)
                #expect(miss <= (1 - level) * (1 + 1e-12))
            }
        }
        #expect(mechanism.noiseQuantile(0.5) == mechanism.granularity / 2)
        #expect(mechanism.noiseConfidenceInterval(confidenceLevel: 0.95).lowerBound < 0)
    }

    @Test func equalParametersMakeEqualMechanisms() throws {
        let one = try SnappingMechanism(epsilon: 1, sensitivity: 1, bound: 10)
        #expect(try one == SnappingMechanism(epsilon: 1, sensitivity: 1, bound: 10))
        #expect(try one != SnappingMechanism(epsilon: 1, sensitivity: 1, bound: 11))
        #expect(one.epsilon == 1 && one.sensitivity == 1 && one.bound == 10)
    }
}
