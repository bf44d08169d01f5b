import Foundation
import Testing

@testable import DifferentialPrivacy

@Suite struct GaussianMechanismTests {
    /// σ lies from 2^fineness to 2^(fineness + 1) grid steps: so coarse a grid shows what happens between its points.
    static func coarse(deviation: Double, fineness: Int) throws -> GaussianMechanism {
        try GaussianMechanism(
            Epsilon(1), Delta(1e-5), deviation, l2: 1, .one, .standardDeviation, deviation,
            fineness: fineness)
    }

    @Test func theStandardDeviationIsTheAnalyticOne() throws {
        let one = try GaussianMechanism(epsilon: 1, delta: 1e-5, l2Sensitivity: 1)
        #expect(one.standardDeviation == 3.7306316348159418)
        #expect(one.variance == 3.7306316348159418 * 3.7306316348159418)
        let four = try GaussianMechanism(
            epsilon: 1, delta: 1e-5, l0Sensitivity: 4, linfSensitivity: 1)
        #expect(four.l2Sensitivity == 2 && four.standardDeviation == 2 * one.standardDeviation)
        let two = try GaussianMechanism(
            epsilon: 1, delta: 1e-5, l0Sensitivity: 2, linfSensitivity: 3)
        // √18 lies between two doubles; the upper one is taken.
        let square = Rational(exactly: two.l2Sensitivity) * Rational(exactly: two.l2Sensitivity)
        let below = Rational(exactly: two.l2Sensitivity.nextDown)
        #expect(square >= Rational(18) && below * below < Rational(18))
    }

    /// The event's own δ is what was asked for: the accountant's certified check agrees with the calibration.
    @Test(arguments: [
        (1.0, 1e-5, 1.0), (0.1, 1e-9, 0.3), (8, 1e-300, 1e100), (0x1p-50, 0.5, 1e-200),
        (1e4, 1e-6, 0x1p900), (1e-9, 1e-12, 1),
    ])
    func theNoiseNeverFallsShort(epsilon: Double, delta: Double, sensitivity: Double) throws {
        let mechanism = try GaussianMechanism(
            epsilon: epsilon, delta: delta, l2Sensitivity: sensitivity)
        #expect(mechanism.event.epsilon == Rational(decimal: epsilon))
        #expect(mechanism.event.delta == Rational(decimal: delta))
        // ... and noise of a relative 2^-50 less would.
        guard case .gaussian(let asked, let with, let deviation, let l2) = mechanism.event.mechanism
        else {
            Issue.record("not a Gaussian event")
            return
        }
        #expect(l2 >= Rational(exactly: sensitivity))
        let less = deviation * (.one - Rational.one.scaled(byPowerOfTwo: -50))
        let short = PrivacyEvent(
            .gaussian(epsilon: asked, delta: with, standardDeviation: less, l2Sensitivity: l2))
        #expect(short.delta > with)
    }

    @Test func theGridIsFineAndPublic() throws {
        for sensitivity in [1, 0.1, 0x1p-700, 3e200] {
            for epsilon in [0x1p-50, 1, 1e3] {
                let mechanism = try GaussianMechanism(
                    epsilon: epsilon, delta: 1e-6, l2Sensitivity: sensitivity)
                let scale = mechanism.standardDeviation / mechanism.granularity
                #expect(scale >= 0x1p21 && scale < 0x1p22 && scale == mechanism.noise.scale)
                #expect(mechanism.granularity.significand == 1)
            }
        }
        let mechanism = try GaussianMechanism(epsilon: 1, delta: 1e-5, l2Sensitivity: 1)
        #expect(mechanism.granularity == 0x1p-20)
        for x in [0, 0.1, -17.3, 1e6 / 3, .pi] {
            for _ in 0..<20 {
                let steps = mechanism.addNoise(to: x) / mechanism.granularity
                #expect(steps == steps.rounded())
            }
        }
    }

    /// x = (F + phase) g exactly, wherever x lies; ties go to the even point.
    @Test func gridPointAndPhaseAreTheNumberExactly() throws {
        var source = TestWords(state: 11)
        for deviation in [3.7, 1e-200, 0x1p21, 0x1p-979] {
            let mechanism = try Self.coarse(deviation: deviation, fineness: 21)
            let g = Rational(exactly: mechanism.granularity)
            var values = [
                0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 0x1p-1022, 0.1, -17.3,
                1e300, -1e300,
            ]
            for steps in [0.5, 1.5, -0.5, -2.5, 0x1p50 + 0.5, 0x1p51 + 0.5, 0x1p52 + 1, 0x1p53] {
                values += [steps * mechanism.granularity, steps.nextUp * mechanism.granularity]
            }
            for _ in 0..<2000 {
                let exponent = Int.random(in: -30...60, using: &source)
                let value = Double.random(in: -1...1, using: &source) * mechanism.granularity
                values.append(value * Double(sign: .plus, exponent: exponent, significand: 1))
            }
            for value in values where value.isFinite {
                let phase = mechanism.grid.phase(of: value)
                let point = mechanism.grid.sum(of: value, and: 0)
                #expect(abs(phase) <= 0.5)
                guard abs(value / mechanism.granularity) < 0x1p100 else {
                    #expect(phase == 0 && point == value)
                    continue
                }
                let back = Rational(exactly: point) + Rational(exactly: phase) * g
                #expect(back == Rational(exactly: value), "\(value) \(deviation)")
                if abs(phase) == 0.5 {
                    #expect((point / mechanism.granularity).remainder(dividingBy: 2) == 0)
                }
            }
        }
    }

    /// Where a step is larger than 1, a subnormal fraction of it can be lost: less than 2^-1022 steps, which is paid for.
    @Test func lostFractionsArePaidFor() throws {
        let mechanism = try GaussianMechanism(epsilon: 1, delta: 1e-5, l2Sensitivity: 0x1p900)
        #expect(mechanism.granularity == 0x1p880)
        #expect(mechanism.grid.phase(of: Double.leastNonzeroMagnitude) == 0)
        #expect(mechanism.grid.phase(of: 1.0) == 0x1p-880)
        guard case .gaussian(_, _, let deviation, let l2) = mechanism.event.mechanism else {
            return
        }
        #expect(l2 > Rational(exactly: 0x1p900) && deviation.approximation > 3.73 * 0x1p900)
        let small = try GaussianMechanism(epsilon: 1, delta: 1e-5, l2Sensitivity: 0x1p18)
        guard case .gaussian(_, _, _, let exact) = small.event.mechanism else { return }
        #expect(small.granularity <= 1 && exact == Rational(exactly: 0x1p18))
    }

    @Test func integersLieOnTheGridOrHaveAnExactPhase() throws {
        var source = TestWords(state: 3)
        for exponent in [-20, 0, 1, 2, 10, 40, 52] {
            let mechanism = try Self.coarse(
                deviation: Double(sign: .plus, exponent: exponent + 21, significand: 1.5),
                fineness: 21)
            #expect(mechanism.grid.exponent == exponent)
            var values = [0, 1, -1, 2, 3, -3, 511, 512, 513, Int.max, Int.min, Int.max - 1]
            for _ in 0..<200 { values.append(Int(bitPattern: UInt(source.next()))) }
            for value in values {
                let phase = mechanism.grid.phase(of: value)
                #expect(abs(phase) <= 0.5 && (exponent > 0 || phase == 0))
                guard exponent > 0, value.magnitude < 1 << 62 else { continue }
                let point = mechanism.grid.sum(of: value, and: 0)
                let back =
                    Rational(point) + Rational(exactly: phase).scaled(byPowerOfTwo: exponent)
                #expect(back == Rational(value), "\(value) \(exponent)")
            }
        }
    }

    /// Cells' counts of round(phase + scale N), from the mechanism as it is used, against the ideal law.
    static func chiSquare(of steps: [Int], phase: Double, scale: Double) -> Double {
        func below(_ x: Double) -> Double { erfc(-(x - phase) / scale / 2.0.squareRoot()) / 2 }
        var chi = 0.0
        for cell in -3...3 {
            let low = cell == -3 ? 0 : below(Double(cell) - 0.5)
            let high = cell == 3 ? 1 : below(Double(cell) + 0.5)
            let expected = (high - low) * Double(steps.count)
            let found = Double(steps.count { min(max($0, -3), 3) == cell })
            if expected > 50 { chi += (found - expected) * (found - expected) / expected }
        }
        return chi
    }

    /// At most 7 cells: P(χ²₆ > 60) is below 1e-10. x at several places between grid points, and neighbours one fine unit
    /// (2^-40 steps) apart; the last column shows that the test would notice a phase that is forgotten.
    @Test(arguments: [0.0, 0.25, -0.4, 0.5 - 0x1p-40, 0.5 + 0x1p-40, 0.5, 0.125 + 0x1p-40])
    func betweenGridPointsTheLawIsTheContinuousOnes(place: Double) throws {
        let mechanism = try Self.coarse(deviation: 0.75, fineness: -1)
        #expect(mechanism.granularity == 1 && mechanism.noise.scale == 0.75)
        let single = (0..<20_000).map { _ in Int(mechanism.addNoise(to: 4 + place)) - 4 }
        #expect(Self.chiSquare(of: single, phase: place, scale: 0.75) < 60)
        var many = [Double](repeating: -2 + place, count: 50_000)
        mechanism.addNoise(to: &many)
        let batch = many.map { Int($0) + 2 }
        #expect(Self.chiSquare(of: batch, phase: place, scale: 0.75) < 60)
        if abs(place) > 0.1 {
            #expect(Self.chiSquare(of: batch, phase: place.rounded(), scale: 0.75) > 60)
            #expect(Self.chiSquare(of: single, phase: place.rounded(), scale: 0.75) > 60)
        }
    }

    @Test func integersBetweenGridPointsToo() throws {
        let mechanism = try Self.coarse(deviation: 6, fineness: -1)
        #expect(mechanism.granularity == 8 && mechanism.noise.scale == 0.75)
        for value in [3, -5, 12, 20] {
            let place = Double(value) / 8
            var many = [Int](repeating: value, count: 50_000)
            mechanism.addNoise(to: &many)
            let cells = many.map { $0 / 8 - Int(place.rounded()) }
            let phase = place - place.rounded()
            #expect(Self.chiSquare(of: cells, phase: phase, scale: 0.75) < 60)
            #expect(Self.chiSquare(of: cells, phase: 0, scale: 0.75) > 60)
        }
    }

    /// D8: σ = 0 or a σ that collapses would silently mean "no noise".
    @Test func parametersAreCheckedD8() {
        typealias Case = (ParameterError.Parameter, ParameterError.Rule)
        func refused(
            _ parameter: ParameterError.Parameter, _ rule: ParameterError.Rule,
            _ make: () throws -> GaussianMechanism
        ) {
            let error = #expect(throws: ParameterError.self) { _ = try make() }
            #expect(error?.parameter == parameter && error?.rule == rule)
        }
        for delta in [0, 1, -0.1, 1.5, .nan, .infinity] {
            refused(.delta, .betweenZeroAndOne) {
                try GaussianMechanism(epsilon: 1, delta: delta, l2Sensitivity: 1)
            }
        }
        for epsilon in [0, -1, .nan, .infinity] {
            refused(.epsilon, .finiteAndPositive) {
                try GaussianMechanism(epsilon: epsilon, delta: 1e-5, l2Sensitivity: 1)
            }
        }
        for sensitivity in [0, -1, .nan, .infinity] {
            refused(.l2Sensitivity, .finiteAndPositive) {
                try GaussianMechanism(epsilon: 1, delta: 1e-5, l2Sensitivity: sensitivity)
            }
            refused(.linfSensitivity, .finiteAndPositive) {
                try GaussianMechanism(
                    epsilon: 1, delta: 1e-5, l0Sensitivity: 1, linfSensitivity: sensitivity)
            }
            refused(.standardDeviation, .finiteAndPositive) {
                try GaussianMechanism(
                    standardDeviation: sensitivity, delta: 1e-5, l2Sensitivity: 1)
            }
        }
        refused(.l0Sensitivity, .atLeastOne) {
            try GaussianMechanism(epsilon: 1, delta: 1e-5, l0Sensitivity: 0, linfSensitivity: 1)
        }
        refused(.l2Sensitivity, .notBeyondTwoTo960) {
            try GaussianMechanism(epsilon: 1, delta: 1e-5, l2Sensitivity: 0x1p961)
        }
        refused(.l2Sensitivity, .noiseNotTooLarge) {
            try GaussianMechanism(epsilon: 0x1p-50, delta: 1e-300, l2Sensitivity: 0x1p960)
        }
        refused(.l2Sensitivity, .notTooFine) {
            try GaussianMechanism(epsilon: 1, delta: 1e-5, l2Sensitivity: 0x1p-1000)
        }
        refused(.standardDeviation, .noiseNotTooLarge) {
            try GaussianMechanism(standardDeviation: 0x1p500, delta: 1e-5, l2Sensitivity: 1)
        }
    }

    /// A large ε leaves noise, where double arithmetic would make σ 0.
    @Test func largeEpsilonsLeaveNoise() throws {
        let mechanism = try GaussianMechanism(epsilon: 1e6, delta: 1e-5, l2Sensitivity: 1)
        // 1/√(2ε), and a little
        #expect(mechanism.standardDeviation > 7.07e-4 && mechanism.standardDeviation < 7.2e-4)
        let drawn = Set((0..<20).map { _ in mechanism.addNoise(to: 5.0) })
        #expect(drawn.count > 15)
    }

    /// The privacy of a given standard deviation is the least that is proved, and calibrating to it gives it back.
    @Test(arguments: [0.5, 1, 3.7306316348159418, 100, 1e7])
    func aStandardDeviationHasItsEpsilon(deviation: Double) throws {
        let given = try GaussianMechanism(
            standardDeviation: deviation, delta: 1e-5, l2Sensitivity: 1)
        #expect(given.standardDeviation == deviation && given.delta == 1e-5)
        #expect(given.event.delta == Rational(decimal: 1e-5))
        guard given.epsilon > 0x1p-49 else { return }
        let back = try GaussianMechanism(
            epsilon: given.epsilon, delta: 1e-5, l2Sensitivity: 1)
        #expect(back.standardDeviation <= deviation)
        #expect(back.standardDeviation > deviation * (1 - 1e-12))
    }

    @Test func intervalsCoverByTheNormalQuantile() throws {
        let mechanism = try GaussianMechanism(
            standardDeviation: 2, delta: 1e-5, l2Sensitivity: 1)
        for (level, radius) in [
            (0.95, 1.959963984540054), (0.5, 0.6744897501960817), (0.999999, 4.891638475698999),
            (1e-9, 1.2533141373155e-9), (0.6826894921370859, 1.0),
        ] {
            let interval = mechanism.noiseConfidenceInterval(confidenceLevel: level, around: 10)
            let expected = radius * 2 + mechanism.granularity / 2
            #expect(abs(interval.upperBound - 10 - expected) < 1e-10 * (10 + expected))
            #expect(interval.lowerBound + interval.upperBound == 20)
            #expect(interval.confidenceLevel == level)
        }
        #expect(mechanism.noiseQuantile(0.5) == 0)
        #expect(abs(mechanism.noiseQuantile(0.975) - 2 * 1.959963984540054) < 1e-14)
        #expect(abs(mechanism.noiseQuantile(0.025) + mechanism.noiseQuantile(0.975)) < 1e-14)
        #expect(abs(mechanism.noiseQuantile(0.3) + 2 * 0.5244005127080407) < 1e-14)
        #expect(abs(mechanism.noiseQuantile(1e-300) + 2 * 37.0471) < 1e-4)
    }

    /// D14: nothing turns into NaN or wraps.
    @Test func extremeInputsSaturateD14() throws {
        let mechanism = try GaussianMechanism(epsilon: 1, delta: 1e-5, l2Sensitivity: 1)
        let largest = Double.greatestFiniteMagnitude
        for _ in 0..<20 {
            #expect(mechanism.addNoise(to: Double.infinity) == largest)
            #expect(mechanism.addNoise(to: -Double.infinity) == -largest)
            #expect(mechanism.addNoise(to: Double.nan).magnitude < 100)
            #expect(mechanism.addNoise(to: 1e300) == 1e300)
            #expect(mechanism.addNoise(to: Int.max) > Int.max - 100)
            #expect(mechanism.addNoise(to: Int.min) < -Int.max + 100)
        }
        let wide = try GaussianMechanism(epsilon: 1, delta: 1e-5, l2Sensitivity: 0x1p960)
        #expect(wide.addNoise(to: Double.infinity).isFinite && wide.addNoise(to: 0.0) != 0)
        var values = [0.1, -17.3, .infinity, -.infinity, .nan, 0x1p80, -0x1p-1060]
        let quiet = try GaussianMechanism(epsilon: 1e20, delta: 1e-5, l2Sensitivity: 1)
        quiet.addNoise(to: &values)
        let expected = [0.1, -17.3, largest, -largest, 0, 0x1p80, 0]
        for (noisy, exact) in zip(values, expected) {
            #expect(noisy == exact || abs(noisy - exact) < 1e-8)
        }
        var integers = [7, Int.max, -3]
        quiet.addNoise(to: &integers)
        #expect(integers == [7, .max, -3])
        var empty: [Double] = []
        quiet.addNoise(to: &empty)
        #expect(empty.isEmpty)
    }
}
