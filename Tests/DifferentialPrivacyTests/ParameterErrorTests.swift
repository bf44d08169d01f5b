import DifferentialPrivacy
import Testing

@Suite struct ParameterErrorTests {
    @Test(arguments: [0, -1, Double.nan, .infinity, -Double.infinity])
    func anEpsilonThatIsNotFiniteAndPositiveIsRefused(epsilon: Double) {
        for make in makers(epsilon) {
            let error = #expect(throws: ParameterError.self) { try make() }
            #expect(error?.parameter == .epsilon && error?.rule == .finiteAndPositive)
        }
    }

    @Test func anEpsilonBelowTwoToMinus50IsRefusedAndThatOneIsTaken() throws {
        for make in makers(0x1.fp-51) {
            let error = #expect(throws: ParameterError.self) { try make() }
            #expect(error?.rule == .notBelowTwoToMinus50)
        }
        for make in makers(0x1p-50) { try make() }
        for make in makers(1e17) { try make() }
        // The largest: fine on integers and bounded entries; a bare mechanism's grid would underflow, which it says.
        _ = try Count(epsilon: 1e308)
        _ = try BoundedMean<Double>(epsilon: 1e308, lowerBound: 10, upperBound: 60)
        #expect(throws: ParameterError.self) {
            _ = try LaplaceMechanism(epsilon: 1e308, sensitivity: 1)
        }
    }

    private func makers(_ epsilon: Double) -> [() throws -> Void] {
        [
            { _ = try BoundedMean<Double>(epsilon: epsilon, lowerBound: 10, upperBound: 60) },
            { _ = try BoundedSum<Int>(epsilon: epsilon, lowerBound: 10, upperBound: 60) },
            { _ = try BoundedVariance<Float>(epsilon: epsilon, lowerBound: 10, upperBound: 60) },
            { _ = try Count(epsilon: epsilon) },
            { _ = try LaplaceMechanism(epsilon: epsilon, sensitivity: 1) },
            { _ = try GeometricMechanism(epsilon: epsilon, sensitivity: 1) },
        ]
    }

    @Test func theSentenceNamesParameterRuleAndValue() {
        let error = #expect(throws: ParameterError.self) {
            _ = try BoundedMean<Double>(epsilon: -1, lowerBound: 10, upperBound: 60)
        }
        #expect(error.map { "\($0)" } == "epsilon must be finite and greater than 0 (was -1)")
        let bounds = #expect(throws: ParameterError.self) {
            _ = try BoundedMean<Double>(epsilon: 1, lowerBound: 60, upperBound: 10.5)
        }
        #expect(
            bounds.map { "\($0)" }
                == "bounds must be increasing: the lower bound below the upper bound (was 60 to 10.5)"
        )
    }

    @Test func boundsMustBeFiniteIncreasingAndWithinTheGrid() {
        let cases: [(Double, Double, ParameterError.Parameter, ParameterError.Rule)] = [
            (.nan, 1, .lowerBound, .finite), (0, .infinity, .upperBound, .finite),
            (1, 1, .bounds, .increasing), (2, 1, .bounds, .increasing),
            (0, 0x1p961, .upperBound, .notBeyondTwoTo960),
            (0, 0x1p-1030, .bounds, .notTooFine), (-0.0, 0, .bounds, .increasing),
        ]
        for (lower, upper, parameter, rule) in cases {
            let error = #expect(throws: ParameterError.self) {
                _ = try BoundedSum<Double>(epsilon: 1, lowerBound: lower, upperBound: upper)
            }
            #expect(error?.parameter == parameter && error?.rule == rule)
        }
        for (lower, upper) in [(-0x1p500, 0x1p500), (0, 0x1p-500)] {
            let error = #expect(throws: ParameterError.self) {
                _ = try BoundedStandardDeviation<Double>(
                    epsilon: 1, lowerBound: lower, upperBound: upper)
            }
            #expect(error?.rule == .squareable)
        }
        let error = #expect(throws: ParameterError.self) {
            _ = try BoundedVariance<Int>(epsilon: 1, lowerBound: 3, upperBound: 3)
        }
        #expect(error?.rule == .increasing)
    }

    @Test func minusZeroIsZero() throws {
        let plus = try BoundedSum<Double>(epsilon: 1, lowerBound: 0, upperBound: 1)
        let minus = try BoundedSum<Double>(epsilon: 1, lowerBound: -0.0, upperBound: 1)
        let bytes = minus.makeAccumulator().summary().serialized()
        _ = try Summary(serialized: bytes, for: plus)
        #expect(plus == minus)
    }

    @Test func contributionLimitsMustBePositiveAndDrawable() {
        for limit in [0, -1, .min] {
            let error = #expect(throws: ParameterError.self) {
                _ = try Count(epsilon: 1, maxPartitionsContributed: limit)
            }
            #expect(error?.parameter == .maxPartitionsContributed && error?.rule == .atLeastOne)
            let other = #expect(throws: ParameterError.self) {
                _ = try BoundedSum<Int>(
                    epsilon: 1, lowerBound: 0, upperBound: 1, maxContributionsPerPartition: limit)
            }
            #expect(other?.parameter == .maxContributionsPerPartition)
        }
        let error = #expect(throws: ParameterError.self) {
            _ = try Count(
                epsilon: 1, maxPartitionsContributed: .max, maxContributionsPerPartition: .max)
        }
        #expect(error?.rule == .noiseNotTooLarge)
    }

    /// Other languages' status codes are a table from these; they never change.
    @Test func codesAreStable() {
        #expect(ParameterError.Parameter.epsilon.rawValue == 1)
        #expect(ParameterError.Parameter.delta.rawValue == 2)
        #expect(ParameterError.Parameter.lowerBound.rawValue == 3)
        #expect(ParameterError.Parameter.upperBound.rawValue == 4)
        #expect(ParameterError.Parameter.bounds.rawValue == 5)
        #expect(ParameterError.Parameter.maxPartitionsContributed.rawValue == 6)
        #expect(ParameterError.Parameter.maxContributionsPerPartition.rawValue == 7)
        #expect(ParameterError.Parameter.l0Sensitivity.rawValue == 8)
        #expect(ParameterError.Parameter.linfSensitivity.rawValue == 9)
        #expect(ParameterError.Parameter.l1Sensitivity.rawValue == 10)
        #expect(ParameterError.Parameter.l2Sensitivity.rawValue == 12)
        #expect(ParameterError.Parameter.standardDeviation.rawValue == 13)
        #expect(ParameterError.Rule.finiteAndPositive.rawValue == 1)
        #expect(ParameterError.Rule.notBelowTwoToMinus50.rawValue == 2)
        #expect(ParameterError.Rule.finite.rawValue == 3)
        #expect(ParameterError.Rule.notBeyondTwoTo960.rawValue == 4)
        #expect(ParameterError.Rule.increasing.rawValue == 5)
        #expect(ParameterError.Rule.atLeastOne.rawValue == 6)
        #expect(ParameterError.Rule.notTooFine.rawValue == 7)
        #expect(ParameterError.Rule.noiseNotTooLarge.rawValue == 8)
        #expect(ParameterError.Rule.probabilityBelowOne.rawValue == 9)
        #expect(ParameterError.Rule.squareable.rawValue == 10)
        #expect(ParameterError.Rule.betweenZeroAndOne.rawValue == 13)
    }
}
