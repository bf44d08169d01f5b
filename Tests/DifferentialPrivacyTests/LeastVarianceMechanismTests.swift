import Testing

@testable import DifferentialPrivacy

@Suite struct LeastVarianceMechanismTests {
    @Test(arguments: [1, 2, 5, 6, 7, 8, 20, 1000])
    func theSmallerVarianceWins(numbers: Int) throws {
        let chosen = try LeastVarianceMechanism(
            epsilon: 1, delta: 1e-5, l0Sensitivity: numbers, linfSensitivity: 1)
        let laplace = try LaplaceMechanism(
            epsilon: 1, l0Sensitivity: numbers, linfSensitivity: 1)
        let gaussian = try GaussianMechanism(
            epsilon: 1, delta: 1e-5, l0Sensitivity: numbers, linfSensitivity: 1)
        #expect(chosen.variance == min(laplace.variance, gaussian.variance))
        if numbers < 7 {
            #expect(chosen.law == .laplace(laplace) && chosen.delta == 0)
            #expect(chosen.event == laplace.event && chosen.granularity == laplace.granularity)
        } else {
            #expect(chosen.law == .gaussian(gaussian) && chosen.delta == 1e-5)
            #expect(chosen.event == gaussian.event && chosen.granularity == gaussian.granularity)
        }
        #expect(chosen.epsilon == 1)
        #expect(
            chosen.noiseConfidenceInterval(confidenceLevel: 0.95).upperBound
                == min(
                    laplace.noiseConfidenceInterval(confidenceLevel: 0.95).upperBound,
                    gaussian.noiseConfidenceInterval(confidenceLevel: 0.95).upperBound)
                || numbers < 20)
    }

    @Test func withoutDeltaItIsPure() throws {
        let chosen = try LeastVarianceMechanism(
            epsilon: 1, l0Sensitivity: 1000, linfSensitivity: 1)
        #expect(chosen.event.delta == .zero && chosen.delta == 0)
        let one = try LeastVarianceMechanism(epsilon: 1e12, linfSensitivity: 1)
        var values = [1.0, 2.0]
        one.addNoise(to: &values)
        #expect(abs(values[0] - 1) < 1e-8 && abs(values[1] - 2) < 1e-8)
        #expect(one.addNoise(to: 7) == 7 && abs(one.addNoise(to: 7.5) - 7.5) < 1e-8)
        var integers = [1, 2]
        one.addNoise(to: &integers)
        #expect(integers == [1, 2])
    }

    /// Where one kind of noise can't be had, the other is; a wrong δ is refused all the same.
    @Test func oneKindIsEnough() throws {
        let chosen = try LeastVarianceMechanism(
            epsilon: 1, delta: 1e-5, l0Sensitivity: 1 << 60, linfSensitivity: 1)
        if case .laplace = chosen.law { Issue.record("Laplace noise of 2^60 isn't the smaller") }
        for delta in [0, 1, .nan] {
            let error = #expect(throws: ParameterError.self) {
                _ = try LeastVarianceMechanism(epsilon: 1, delta: delta, linfSensitivity: 1)
            }
            #expect(error?.parameter == .delta)
        }
    }
}
