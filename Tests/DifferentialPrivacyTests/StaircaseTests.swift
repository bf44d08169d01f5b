import Testing

@testable import DifferentialPrivacy

@Suite struct StaircaseTests {
    /// P(|Z| = m) by the formula, one magnitude at a time.
    static func mass(_ m: Int, _ law: StaircaseLaw) -> Double {
        let b = exponential(-law.epsilon)
        let r = Double(law.width)
        let a = (1 - b) / (2 * r + 2 * b * (Double(law.sensitivity) - r) - (1 - b))
        let (j, i) = m.quotientAndRemainder(dividingBy: law.sensitivity)
        return (m == 0 ? 1 : 2) * a
            * exponential(-law.epsilon * Double(i < law.width ? j : j + 1))
    }

    @Test(arguments: [(0.3, 4, 2), (1.0, 1, 1), (2.5, 7, 3), (2.5, 7, 7), (9.0, 12, 1)])
    func momentsAndQuantilesAreTheSums(epsilon: Double, sensitivity: Int, width: Int) {
        let law = StaircaseLaw(epsilon: epsilon, sensitivity: sensitivity, width: width)
        let masses = (0..<Int(60 / epsilon + 2) * sensitivity).map { Self.mass($0, law) }
        let squares = masses.enumerated().reduce(0.0) {
            $0 + $1.element * Double($1.offset * $1.offset)
        }
        let magnitudes = masses.enumerated().reduce(0.0) {
            $0 + $1.element * Double($1.offset)
        }
        #expect(abs(masses.reduce(0, +) - 1) < 1e-12)
        #expect(abs(law.variance - squares) < 1e-11 * squares)
        #expect(abs(law.expectedMagnitude - magnitudes) < 1e-11 * magnitudes)
        var tail = 1.0
        for (m, mass) in masses.prefix(5 * sensitivity).enumerated() {
            tail -= mass
            #expect(abs(law.tail(beyond: Double(m)) - tail) < 1e-12)
        }
        for level in [1e-9, 0.3, 0.5, 0.9, 0.95, 0.999, 0.999999] {
            let radius = Int(law.radius(covering: level))
            #expect(law.tail(beyond: Double(radius)) <= 1 - level)
            #expect(radius == 0 || masses.prefix(radius).reduce(0, +) < level + 1e-12)
        }
    }

    /// Against every width, for sensitivities up to 40.
    @Test(arguments: [0.01, 0.5, 1, 2, 4, 11, 60])
    func theWidthIsTheBest(epsilon: Double) {
        for sensitivity in 1...40 {
            let laws = (1...sensitivity).map {
                StaircaseLaw(epsilon: epsilon, sensitivity: sensitivity, width: $0)
            }
            for (objective, cost): (StaircaseObjective, (StaircaseLaw) -> Double) in [
                (.variance, \.variance), (.expectedMagnitude, \.expectedMagnitude),
            ] {
                let best = StaircaseLaw(
                    epsilon: epsilon, sensitivity: sensitivity, minimizing: objective)
                // Where rounding hides which of two is better, either is fine.
                let least = laws.map(cost).min()!
                #expect(cost(best) <= least * (1 + 1e-12))
            }
        }
    }

    /// Geng and Viswanath's continuous optimum of the width: √b/(1 + √b) · Δ for the least expected magnitude, and
    /// −b/(1 − b) + (b − 2b² + 2b⁴ − b⁵)^(1/3) / (2^(1/3) (1 − b)²) for the least variance.
    @Test(arguments: [0.5, 1, 3, 8])
    func fineGridsGiveThePublishedWidths(epsilon: Double) throws {
        let b = exponential(-epsilon)
        let magnitude = try StaircaseMechanism(
            epsilon: epsilon, sensitivity: 1.0, minimizing: .expectedMagnitude)
        #expect(abs(magnitude.firstStep - b.squareRoot() / (1 + b.squareRoot())) < 1e-8)
        let inner = b - 2 * b * b + 2 * b * b * b * b - b * b * b * b * b
        let root = exponential(naturalLogarithm(inner / 2) / 3)
        let variance = try StaircaseMechanism(epsilon: epsilon, sensitivity: 1.0)
        #expect(abs(variance.firstStep - (-b / (1 - b) + root / ((1 - b) * (1 - b)))) < 1e-8)
        // Their least expected magnitude: Δ e^(ε/2)/(e^ε − 1).
        let least = b.squareRoot() / (1 - b)
        #expect(abs(magnitude.expectedMagnitude / least - 1) < 1e-8)
    }

    @Test func theVarianceIsBelowLaplaces() throws {
        for epsilon in [0.1, 0.5, 1.0, 2, 3, 5, 10, 20] {
            let staircase = try StaircaseMechanism(epsilon: epsilon, sensitivity: 1.0)
            let laplace = try LaplaceMechanism(epsilon: epsilon, sensitivity: 1)
            let ratio = staircase.variance / laplace.variance
            print("variance of staircase over Laplace noise at epsilon \(epsilon): \(ratio)")
            #expect(ratio < (epsilon >= 1 ? 0.9591 : 1))
            let integers = try StaircaseMechanism(epsilon: epsilon, sensitivity: 5)
            let geometric = try GeometricMechanism(epsilon: epsilon, sensitivity: 5)
            #expect(integers.variance <= geometric.variance)
        }
        // For a sensitivity of one step the two are the same law.
        let one = try StaircaseMechanism(epsilon: 1, sensitivity: 1)
        #expect(abs(one.variance / (try GeometricMechanism(epsilon: 1).variance) - 1) < 1e-12)
    }

    /// x = (j + ½)g and x + Δ round to grid points up to floor(Δ/g) + 1 steps apart, never more. Noise of ε = 10^12 is 0.
    @Test func roundingTheInputIsPaidFor() throws {
        var needed = 0
        for sensitivity in [1.0, 3.7, 1e-3, 0x1p900] {
            let mechanism = try StaircaseMechanism(epsilon: 1e12, sensitivity: sensitivity)
            let g = mechanism.granularity
            for j in -9...9 {
                for x in [(Double(j) + 0.5) * g, (Double(2 * j) - 0.5) * g, Double(j) * g] {
                    for shift in [sensitivity, -sensitivity, sensitivity / 3] {
                        let from = mechanism.addNoise(to: x)
                        let distance = abs(mechanism.addNoise(to: x + shift) - from) / g
                        #expect(distance <= Double(mechanism.noise.sensitivity))
                        if distance > sensitivity / g { needed += 1 }
                    }
                }
            }
        }
        #expect(needed > 0, "a sensitivity of Δ/g would have passed: the test has lost its teeth")
    }

    @Test func theGridCostsAsMuchAsIsStated() throws {
        for sensitivity in [1.0, 1.5, 0x1.fffffffffffffp10, 1e-200] {
            for epsilon in [1e-3, 1, 50] {
                let mechanism = try StaircaseMechanism(
                    epsilon: epsilon, sensitivity: sensitivity)
                let steps = sensitivity / mechanism.granularity
                #expect(steps >= 0x1p30 && steps <= 0x1p31)
                #expect(mechanism.noise.sensitivity == Int(steps) + 1)
            }
            for epsilon in [0x1p-50, 0x1p-37, 1e-9] {
                let mechanism = try StaircaseMechanism(
                    epsilon: epsilon, sensitivity: sensitivity)
                let steps = sensitivity / mechanism.granularity
                #expect(steps >= 0x1p53 * epsilon)
                #expect(Double(mechanism.noise.sensitivity) / epsilon <= 0x1p56)
            }
        }
        // Integers keep theirs as long as they can.
        #expect(try StaircaseMechanism(epsilon: 1, sensitivity: 1 << 46).granularity == 1)
        #expect(try StaircaseMechanism(epsilon: 0x1p-50, sensitivity: 31).granularity == 1)
        for (epsilon, sensitivity) in [(1, 1 << 46 + 1), (0x1p-50, 33), (0x1p-50, Int.max)] {
            let coarse = try StaircaseMechanism(epsilon: epsilon, sensitivity: sensitivity)
            let steps = sensitivity / coarse.granularity
            #expect(coarse.granularity > 1 && coarse.noise.sensitivity == steps + 1)
            #expect(Double(coarse.noise.sensitivity) / epsilon <= 0x1p56)
            let noisy = coarse.addNoise(to: 0)
            #expect(noisy % coarse.granularity == 0 || abs(noisy) == .max)
        }
    }

    @Test func theEventCarriesTheLaw() throws {
        let mechanism = try StaircaseMechanism(epsilon: 0.1, sensitivity: 9)
        let event = mechanism.event
        let exact = Rational(1) / Rational(10)
        #expect(
            event.mechanism
                == .staircase(epsilon: exact, sensitivity: 9, width: mechanism.noise.width))
        #expect(event.epsilon == exact && event.delta == .zero && event.isPossible)
        #expect(mechanism.firstStep == Double(mechanism.noise.width))
        for (sensitivity, width) in [(0, 0), (3, 4), (3, 0)] {
            let impossible = PrivacyEvent(
                .staircase(epsilon: exact, sensitivity: sensitivity, width: width))
            #expect(!impossible.isPossible)
        }
        var filter = try BasicFilter(epsilon: 0.3)
        for _ in 0..<3 { try filter.spend(event) }
        #expect(throws: BudgetError.self) { try filter.spend(event) }
    }

    @Test func parametersOutOfRangeAreRefused() {
        for (epsilon, sensitivity, parameter, rule):
            (Double, Double, ParameterError.Parameter, ParameterError.Rule) in [
                (0, 1, .epsilon, .finiteAndPositive), (.nan, 1, .epsilon, .finiteAndPositive),
                (0x1p-51, 1, .epsilon, .notBelowTwoToMinus50),
                (1, 0, .l1Sensitivity, .finiteAndPositive),
                (1, .infinity, .l1Sensitivity, .finiteAndPositive),
                (1, 0x1p961, .l1Sensitivity, .notBeyondTwoTo960),
                (1, 0x1p-980, .l1Sensitivity, .notTooFine),
            ]
        {
            let error = #expect(throws: ParameterError.self) {
                _ = try StaircaseMechanism(epsilon: epsilon, sensitivity: sensitivity)
            }
            #expect(error?.parameter == parameter && error?.rule == rule)
        }
        let error = #expect(throws: ParameterError.self) {
            _ = try StaircaseMechanism(epsilon: 1, sensitivity: 0)
        }
        #expect(error?.rule == .atLeastOne)
        // The largest ε: no noise is left but the rounding.
        #expect(throws: Never.self) {
            _ = try StaircaseMechanism(epsilon: 1e308, sensitivity: 1.0)
        }
    }

    /// Nothing turns into NaN or wraps.
    @Test func extremeInputsSaturate() throws {
        let mechanism = try StaircaseMechanism(epsilon: 1, sensitivity: 1.0)
        let integers = try StaircaseMechanism(epsilon: 1, sensitivity: 3)
        let largest = Double.greatestFiniteMagnitude
        for _ in 0..<20 {
            #expect(mechanism.addNoise(to: .infinity) == largest)
            #expect(mechanism.addNoise(to: -.infinity) == -largest)
            #expect(mechanism.addNoise(to: .nan).magnitude < 100)
            #expect(mechanism.addNoise(to: 1e300) == 1e300)
            #expect(mechanism.addNoise(to: 0x1p70) == 0x1p70)
            #expect(integers.addNoise(to: .max) > .max - 300)
            #expect(integers.addNoise(to: .min) < -.max + 300)
        }
        let wide = try StaircaseMechanism(epsilon: 0x1p-50, sensitivity: Int.max)
        #expect((0..<20).contains { _ in abs(wide.addNoise(to: 0)) == .max })
        let loud = try StaircaseMechanism(epsilon: 0x1p-50, sensitivity: 0x1p959)
        #expect(loud.addNoise(to: 0).isFinite)
    }

    @Test func batchesHaveTheLawOfSingleCalls() throws {
        let quiet = try StaircaseMechanism(epsilon: 1e12, sensitivity: 1.0)
        var values = [0.1, -17.3, 1e9, .infinity, -.infinity, .nan, 0x1p80, -0x1p-1060, 1e300]
        let expected = values.map {
            $0.isNaN ? 0 : min(max($0, -Double.greatestFiniteMagnitude), .greatestFiniteMagnitude)
        }
        quiet.addNoise(to: &values)
        for (noisy, exact) in zip(values, expected) {
            #expect(noisy == exact || abs(noisy - exact) <= quiet.granularity / 2)
        }
        var empty: [Double] = []
        quiet.addNoise(to: &empty)
        #expect(empty.isEmpty)
        var integers = [0, -5, Int.max, Int.min, 1 << 62]
        try StaircaseMechanism(epsilon: 1e12, sensitivity: 7).addNoise(to: &integers)
        #expect(integers == [0, -5, .max, -.max, 1 << 62])
        // 5,000 draws pass a block's border: about half of each sign (±7 standard deviations), nearly all distinct.
        let loud = try StaircaseMechanism(epsilon: 1, sensitivity: 1.0)
        var many = [Double](repeating: 3, count: 5000)
        loud.addNoise(to: &many)
        #expect(Set(many).count > 4900)
        #expect((2250...2750).contains(many.count { $0 > 3 }))
    }

    @Test func anIntervalIsTheQuantileInTheNumbersUnit() throws {
        let integers = try StaircaseMechanism(epsilon: 1, sensitivity: 5)
        let radius = integers.law.radius(covering: 0.9)
        let interval = integers.noiseConfidenceInterval(confidenceLevel: 0.9, around: 100)
        #expect(interval.lowerBound == 100 - radius && interval.upperBound == 100 + radius)
        let doubles = try StaircaseMechanism(epsilon: 1, sensitivity: 5.0)
        let wide = doubles.noiseConfidenceInterval(confidenceLevel: 0.9)
        #expect(wide.lowerBound == -wide.upperBound)
        // The two grids' laws are close.
        #expect(abs(wide.upperBound - radius) < 1)
    }

    /// At these ε the noise is 0, and the number still isn't the released one: it was rounded.
    @Test func anIntervalCoversTheRounding() throws {
        let doubles = try StaircaseMechanism(epsilon: 1e3, sensitivity: 3.7)
        let coarse = try StaircaseMechanism(epsilon: 1e3, sensitivity: 1 << 50)
        #expect(coarse.granularity > 1)
        for i in 0..<200 {
            let real = Double(i) * 0.123
            let around = doubles.noiseConfidenceInterval(
                confidenceLevel: 0.9, around: doubles.addNoise(to: real))
            #expect(around.lowerBound <= real && real <= around.upperBound)
            #expect(around.upperBound - around.lowerBound == doubles.granularity)
            let whole = i * 123_457
            let wide = coarse.noiseConfidenceInterval(
                confidenceLevel: 0.9, around: coarse.addNoise(to: whole))
            #expect(wide.lowerBound <= Double(whole) && Double(whole) <= wide.upperBound)
        }
        let integers = try StaircaseMechanism(epsilon: 1e3, sensitivity: 5)
        let exact = integers.noiseConfidenceInterval(confidenceLevel: 0.9, around: 7)
        #expect(exact.lowerBound == 7 && exact.upperBound == 7)
    }
}
