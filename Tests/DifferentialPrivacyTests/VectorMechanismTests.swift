import Testing

@testable import DifferentialPrivacy

@Suite struct VectorMechanismTests {
    @Test func parametersOutOfRangeAreRefused() {
        let cases: [(() throws -> Void, ParameterError.Parameter, ParameterError.Rule)] = [
            (
                { _ = try VectorMechanism(epsilon: 1, l1Sensitivity: 0, dimension: 3) },
                .l1Sensitivity, .finiteAndPositive
            ),
            (
                { _ = try VectorMechanism(epsilon: 1, linfSensitivity: .nan, dimension: 3) },
                .linfSensitivity, .finiteAndPositive
            ),
            (
                { _ = try VectorMechanism(epsilon: 1, l1Sensitivity: 0x1p961, dimension: 3) },
                .l1Sensitivity, .notBeyondTwoTo960
            ),
            (
                { _ = try VectorMechanism(epsilon: 1, l1Sensitivity: 0x1p-1000, dimension: 3) },
                .l1Sensitivity, .notTooFine
            ),
            (
                { _ = try VectorMechanism(epsilon: 1, linfSensitivity: 0x1p-1000, dimension: 3) },
                .linfSensitivity, .notTooFine
            ),
            (
                { _ = try VectorMechanism(epsilon: 1, delta: 0, l2Sensitivity: 1, dimension: 3) },
                .delta, .betweenZeroAndOne
            ),
            (
                { _ = try VectorMechanism(epsilon: 1, delta: 0.1, l2Sensitivity: 1, dimension: 0) },
                .dimension, .atLeastOne
            ),
            (
                { _ = try VectorMechanism(epsilon: 1, l1Sensitivity: 1, dimension: 1 << 24 + 1) },
                .dimension, .notBeyondTwoTo24
            ),
            (
                { _ = try VectorMechanism(epsilon: 1, linfSensitivity: 1, dimension: 65537) },
                .dimension, .notBeyond65536
            ),
            (
                { _ = try VectorMechanism(epsilon: 0x1p-40, linfSensitivity: 1, dimension: 3) },
                .linfSensitivity, .noiseNotTooLarge
            ),
        ]
        for (make, parameter, rule) in cases {
            let error = #expect(throws: ParameterError.self) { try make() }
            #expect(error?.parameter == parameter && error?.rule == rule)
        }
    }

    /// What is paid covers what rounding to the grid can do: floor(Δ/g) + m steps in L1, floor(Δ/g) + 1 in L∞.
    @Test func vectorsHalfAStepOffTheGridMoveNoFurtherThanIsPaid() throws {
        let l1 = try VectorMechanism(epsilon: 0.5, l1Sensitivity: 3, dimension: 7)
        guard case .discreteLaplace(_, let steps, let scale, 7) = l1.event.mechanism else {
            Issue.record("another event")
            return
        }
        let exact = Rational(exactly: 3 / l1.granularity)
        #expect(steps >= exact + Rational(7))
        #expect(steps / scale <= Rational(decimal: 0.5))
    }

    /// The mean square of 2,000 × 5 draws against the variance: the standard error is below 2.4 % for Laplace (kurtosis 6)
    /// and below 5 % for the cube, whose coordinates share a radius; 0.4 is 8 of them and more.
    @Test func noiseHasTheVarianceThatIsSaid() throws {
        let mechanisms = try [
            VectorMechanism(epsilon: 2, l1Sensitivity: 3, dimension: 5),
            VectorMechanism(epsilon: 2, delta: 1e-6, l2Sensitivity: 3, dimension: 5),
            VectorMechanism(epsilon: 2, linfSensitivity: 3, dimension: 5),
        ]
        for mechanism in mechanisms {
            var sum = 0.0
            for _ in 0..<2000 {
                var vector = [1.0, 2, 3, -4, 1e6]
                mechanism.addNoise(to: &vector)
                for (noisy, value) in zip(vector, [1.0, 2, 3, -4, 1e6]) {
                    sum += (noisy - value) * (noisy - value)
                }
            }
            #expect(abs(sum / 10_000 / mechanism.variance - 1) < 0.4)
        }
        // (m + 1)(m + 2)/3 (Δ/ε)² and 2 (Δ/ε)², up to the grid.
        #expect(abs(mechanisms[2].variance / (42.0 / 3 * 2.25) - 1) < 1e-9)
        #expect(abs(mechanisms[0].variance / (2 * 2.25) - 1) < 1e-9)
        #expect(mechanisms.map(\.epsilon) == [2, 2, 2] && mechanisms[1].delta == 1e-6)
    }

    @Test func resultsLieOnTheGridAndStayFinite() throws {
        for mechanism in try [
            VectorMechanism(epsilon: 1, l1Sensitivity: 1, dimension: 4),
            VectorMechanism(epsilon: 1, linfSensitivity: 1, dimension: 4),
        ] {
            var vector = [0.1, .nan, .infinity, -.infinity]
            mechanism.addNoise(to: &vector)
            let steps = vector[0] / mechanism.granularity
            #expect(steps == steps.rounded())
            #expect(vector.allSatisfy(\.isFinite) && abs(vector[1]) < 1000)
            #expect(vector[2] > 1e308 && vector[3] < -1e308)
        }
        var one = [5.0]
        try VectorMechanism(epsilon: 1e10, linfSensitivity: 1, dimension: 1).addNoise(to: &one)
        #expect(abs(one[0] - 5) < 1e-7)
        var large = [Double](repeating: 0, count: 65536)
        let widest = try VectorMechanism(epsilon: 1, linfSensitivity: 1, dimension: 65536)
        widest.addNoise(to: &large)
        // The radius is a sum of 65,537 parts of mean 1: within 10 of its 256 standard deviations.
        let radius = large.reduce(0) { max($0, abs($1)) }
        #expect(abs(radius - 65536) < 2600)
    }
}
