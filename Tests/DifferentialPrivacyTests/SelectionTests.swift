import DifferentialPrivacy
import Testing

/// Parameters, edges and misuse of what selects.
@Suite struct SelectionTests {
    @Test(arguments: [0, -1, .nan, .infinity, 0x1p-51] as [Double])
    func anEpsilonOutOfRangeIsRefused(epsilon: Double) {
        for make in Self.makers(epsilon) {
            let error = #expect(throws: ParameterError.self) { try make() }
            #expect(error?.parameter == .epsilon)
        }
    }

    static func makers(_ epsilon: Double) -> [() throws -> Void] {
        [
            { _ = try ExponentialMechanism(epsilon: epsilon, sensitivity: 1) },
            { _ = try PermuteAndFlip(epsilon: epsilon, sensitivity: 1.5) },
            { _ = try ReportNoisyMax(epsilon: epsilon, sensitivity: 1) },
            { _ = try AboveThreshold(epsilon: epsilon, sensitivity: 1.5) },
            { _ = try RandomizedResponse(epsilon: epsilon, categories: 2) },
            { _ = try VectorMechanism(epsilon: epsilon, l1Sensitivity: 1, dimension: 2) },
            {
                _ = try VectorMechanism(
                    epsilon: epsilon, delta: 0.1, l2Sensitivity: 1, dimension: 2)
            },
            { _ = try VectorMechanism(epsilon: epsilon, linfSensitivity: 1, dimension: 2) },
            { _ = try Histogram(epsilon: epsilon, categories: ["a"]) },
        ]
    }

    @Test(
        arguments: [
            (0, .finiteAndPositive), (-1, .finiteAndPositive), (.nan, .finiteAndPositive),
            (.infinity, .finiteAndPositive), (0x1p961, .notBeyondTwoTo960), (0x1p-999, .notTooFine),
        ] as [(Double, ParameterError.Rule)])
    func aSensitivityOutOfRangeIsRefused(sensitivity: Double, rule: ParameterError.Rule) {
        let makers: [() throws -> Void] = [
            { _ = try ExponentialMechanism(epsilon: 1, sensitivity: sensitivity) },
            { _ = try PermuteAndFlip(epsilon: 1, sensitivity: sensitivity) },
            { _ = try ReportNoisyMax(epsilon: 1, sensitivity: sensitivity) },
            { _ = try AboveThreshold(epsilon: 1, sensitivity: sensitivity) },
        ]
        for make in makers {
            let error = #expect(throws: ParameterError.self) { try make() }
            #expect(error?.parameter == .linfSensitivity && error?.rule == rule)
        }
    }

    @Test func integersNeedASensitivityOfAtLeastOne() {
        for sensitivity in [0, -3, .min] {
            let error = #expect(throws: ParameterError.self) {
                _ = try PermuteAndFlip(epsilon: 1, sensitivity: sensitivity)
            }
            #expect(error?.rule == .atLeastOne && error?.value == .integer(sensitivity))
        }
    }

    @Test func selectionsMustBeAtLeastOneAndTheNoiseMustBeDrawable() {
        for selections in [0, -1] {
            let errors = [
                #expect(throws: ParameterError.self) {
                    _ = try ReportNoisyMax(epsilon: 1, sensitivity: 1, selections: selections)
                },
                #expect(throws: ParameterError.self) {
                    _ = try AboveThreshold(epsilon: 1, sensitivity: 1, selections: selections)
                },
            ]
            for error in errors {
                #expect(error?.parameter == .selections && error?.rule == .atLeastOne)
            }
        }
        let errors = [
            #expect(throws: ParameterError.self) {
                _ = try ReportNoisyMax(epsilon: 0.1, sensitivity: Int.max)
            },
            #expect(throws: ParameterError.self) {
                _ = try AboveThreshold(epsilon: 0.1, sensitivity: Int.max)
            },
            #expect(throws: ParameterError.self) {
                _ = try ReportNoisyMax(epsilon: 0x1p-50, sensitivity: 1.0, selections: 4096)
            },
        ]
        for error in errors { #expect(error?.rule == .noiseNotTooLarge) }
        for share in [0, 1, -0.1, 1.5, .nan] as [Double] {
            let error = #expect(throws: ParameterError.self) {
                _ = try AboveThreshold(epsilon: 1, sensitivity: 1, thresholdShare: share)
            }
            #expect(error?.parameter == .thresholdShare && error?.rule == .betweenZeroAndOne)
        }
    }

    @Test func theEndsOfTheParametersAreTaken() throws {
        for epsilon in [0x1p-50, 1e-3, 1, 1e17, 1e308] {
            for monotonic in [false, true] {
                let mechanisms = try (
                    ExponentialMechanism(
                        epsilon: epsilon, sensitivity: Int.max, monotonic: monotonic),
                    PermuteAndFlip(epsilon: epsilon, sensitivity: 0x1p960, monotonic: monotonic)
                )
                #expect((0..<3).contains(mechanisms.0.select(from: [.min, 0, .max])))
                #expect(
                    (0..<3).contains(mechanisms.1.select(from: [-.infinity, .nan, .infinity])))
            }
        }
    }

    /// At ε = 1000 the best score wins but for e^-499; NaN is the lowest there is, and −0 is 0.
    @Test func theBestScoreWinsAtLargeEpsilon() throws {
        let reals: [Double] = [.nan, -.infinity, 3, 7, -0.0]
        #expect(try ExponentialMechanism(epsilon: 1000, sensitivity: 1.0).select(from: reals) == 3)
        #expect(try PermuteAndFlip(epsilon: 1000, sensitivity: 1.0).select(from: reals) == 3)
        let top = try ReportNoisyMax(epsilon: 10_000, sensitivity: 1.0, selections: 3)
        #expect(top.selectTop(from: reals) == [3, 2, 4])
        #expect(top.select(from: reals) == 3)
        let integers = [4, .max, .min, .max - 3]
        #expect(try PermuteAndFlip(epsilon: 1000, sensitivity: 1).select(from: integers) == 1)
        let both = try ReportNoisyMax(epsilon: 1000, sensitivity: 1, selections: 2)
        #expect(both.selectTop(from: integers) == [1, 3])
        #expect(try ExponentialMechanism(epsilon: 1, sensitivity: 1).select(from: [5]) == 0)
        // Nothing but NaN: all are equal.
        let nothing = try PermuteAndFlip(epsilon: 1, sensitivity: 1.0)
        #expect((0..<2).contains(nothing.select(from: [.nan, .nan])))
    }

    @Test func eventsCarryTheEpsilonThatWasTyped() throws {
        let tenth = PrivacyEvent(.approximate(epsilon: Rational(decimal: 0.1), delta: Rational(0)))
        #expect(
            try ExponentialMechanism(epsilon: 0.1, sensitivity: 1).event
                == PrivacyEvent(.boundedRange(epsilon: Rational(decimal: 0.1))))
        #expect(try PermuteAndFlip(epsilon: 0.1, sensitivity: 1.0).event == tenth)
        #expect(try ReportNoisyMax(epsilon: 0.1, sensitivity: 1, selections: 5).event == tenth)
        #expect(try AboveThreshold(epsilon: 0.1, sensitivity: 1, selections: 5).event == tenth)
        let local = try RandomizedResponse(epsilon: 0.1, categories: 4).event
        #expect(local.adjacency == .local && local.epsilon == Rational(decimal: 0.1))
        #expect(
            local.mechanism == .randomizedResponse(epsilon: Rational(decimal: 0.1), categories: 4))
    }
}
