import Testing

@testable import DifferentialPrivacy

@Suite struct LeastVarianceMechanismTests {
    @Test(arguments: [1, 2, 5, 6, 7, 8, 20, 1000])
    func theSmallestVarianceWins(numbers: Int) throws {
        let chosen = try LeastVarianceMechanism(
            epsilon: 1, delta: 1e-5, l0Sensitivity: numbers, linfSensitivity: 1)
        let laplace = try LaplaceMechanism(epsilon: 1, l0Sensitivity: numbers, linfSensitivity: 1)
        let staircase = try StaircaseMechanism<Double>(epsilon: 1, sensitivity: 1)
        let gaussian = try GaussianMechanism(
            epsilon: 1, delta: 1e-5, l0Sensitivity: numbers, linfSensitivity: 1)
        #expect(chosen.epsilon == 1)
        let interval = chosen.noiseConfidenceInterval(confidenceLevel: 0.95)
        switch numbers {
        case 1:
            #expect(chosen.law == .staircase(staircase) && chosen.delta == 0)
            #expect(chosen.event == staircase.event && chosen.variance < laplace.variance)
            #expect(chosen.granularity == staircase.granularity)
            #expect(interval == staircase.noiseConfidenceInterval(confidenceLevel: 0.95))
        case 2..<7:
            #expect(chosen.law == .laplace(laplace) && chosen.delta == 0)
            #expect(chosen.event == laplace.event && chosen.variance < gaussian.variance)
            #expect(chosen.granularity == laplace.granularity)
            #expect(interval == laplace.noiseConfidenceInterval(confidenceLevel: 0.95))
        default:
            #expect(chosen.law == .gaussian(gaussian) && chosen.delta == 1e-5)
            #expect(chosen.event == gaussian.event && chosen.variance <= laplace.variance)
            #expect(chosen.granularity == gaussian.granularity)
            #expect(interval == gaussian.noiseConfidenceInterval(confidenceLevel: 0.95))
        }
    }

    @Test func withoutDeltaItIsPure() throws {
        let chosen = try LeastVarianceMechanism(
            epsilon: 1, l0Sensitivity: 1000, linfSensitivity: 1)
        #expect(chosen.event.delta == .zero && chosen.delta == 0)
    }

    @Test func allKindsAddTheirNoise() throws {
        for mechanism in [
            try LeastVarianceMechanism(epsilon: 1e6, linfSensitivity: 1e-6),
            try LeastVarianceMechanism(epsilon: 1e6, l0Sensitivity: 2, linfSensitivity: 1e-6),
            try LeastVarianceMechanism(
                epsilon: 1, delta: 1e-5, l0Sensitivity: 100, linfSensitivity: 1e-6),
        ] {
            var values = [1.0, 2.0]
            mechanism.addNoise(to: &values)
            #expect(abs(values[0] - 1) < 1e-3 && abs(values[1] - 2) < 1e-3)
            #expect(abs(mechanism.addNoise(to: 7.5) - 7.5) < 1e-3)
        }
    }

    /// Where one kind of noise can't be had, another is; a wrong δ is refused all the same.
    @Test func oneKindIsEnough() throws {
        let chosen = try LeastVarianceMechanism(
            epsilon: 1, delta: 1e-5, l0Sensitivity: 1 << 60, linfSensitivity: 1)
        if case .gaussian = chosen.law {} else { Issue.record("Gaussian noise is the smaller") }
        for delta in [0, 1, .nan] {
            let error = #expect(throws: ParameterError.self) {
                _ = try LeastVarianceMechanism(epsilon: 1, delta: delta, linfSensitivity: 1)
            }
            #expect(error?.parameter == .delta)
        }
    }

    /// Where both variances are beyond doubles nothing shows that δ buys anything.
    @Test func deltaIsntSpentInDoubt() throws {
        for sensitivity in [0x1p600, 0x1p-600] {
            let chosen = try LeastVarianceMechanism(
                epsilon: 1, delta: 1e-5, linfSensitivity: sensitivity)
            #expect(chosen.delta == 0)
        }
    }
}
