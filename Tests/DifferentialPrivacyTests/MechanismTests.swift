import Testing

@testable import DifferentialPrivacy

@Suite struct MechanismTests {
    /// Section by section: x = (j + ½)g and x + Δ round to grid points up to floor(Δ/g) + 1 steps apart (ties go to
    /// even), never more; Δ/g alone would not be enough.
    @Test func roundingTheInputIsPaidFor() throws {
        var needed = 0
        for (epsilon, sensitivity) in [
            (1.0, 1.0), (0.1, 3.7), (1e4, 1e-3), (1e-12, 1), (3, 0x1p900),
        ] {
            let mechanism = try LaplaceMechanism(epsilon: epsilon, sensitivity: sensitivity)
            let g = mechanism.granularity
            for j in -9...9 {
                for x in [(Double(j) + 0.5) * g, (Double(2 * j) - 0.5) * g, Double(j) * g, 0.1 * g]
                {
                    for shift in [sensitivity, -sensitivity, sensitivity / 3] {
                        let a = try #require(mechanism.grid.steps(of: x))
                        let b = try #require(mechanism.grid.steps(of: x + shift))
                        let distance = Rational(Int128((a - b).magnitude))
                        #expect(distance <= mechanism.l1Steps)
                        if distance > Rational(exactly: sensitivity) / Rational(exactly: g) {
                            needed += 1
                        }
                    }
                }
            }
        }
        #expect(needed > 0, "a sensitivity of Δ/g would have passed: the test has lost its teeth")
    }

    @Test func theScaleNeverFallsShort() throws {
        for epsilon in [0.1, 0.3, 1, 7, 1e-10, 1e10, 0x1p-50] {
            for sensitivity in [1.0, 0.1, 1e300, 1e-200] {
                guard
                    let mechanism = try? LaplaceMechanism(
                        epsilon: epsilon, sensitivity: sensitivity),
                    case .discreteLaplace(let exact, let steps, let scale, 1) = mechanism.event
                        .mechanism
                else { continue }
                #expect(steps / scale <= exact && exact == Rational(decimal: epsilon))
                // ... and isn't wasteful: one step of 2^40 is all that rounding costs.
                #expect(epsilon < 1e-6 || steps / scale > exact * (Rational(decimal: 0.99999)))
            }
        }
    }

    /// The granularity is the least power of two at or above b / 2^40, as in Google's library.
    @Test func theGranularityIsGoogles() throws {
        #expect(try LaplaceMechanism(epsilon: 1, sensitivity: 1).granularity == 0x1p-40)
        #expect(try LaplaceMechanism(epsilon: 0.5, sensitivity: 1).granularity == 0x1p-39)
        #expect(try LaplaceMechanism(epsilon: 0.5, sensitivity: 1.001).granularity == 0x1p-38)
        #expect(
            try LaplaceMechanism(epsilon: 1, l0Sensitivity: 3, linfSensitivity: 2).granularity
                == 0x1p-37)
    }

    @Test func resultsLieOnTheGrid() throws {
        let mechanism = try LaplaceMechanism(epsilon: 0.7, sensitivity: 3)
        for x in [0, 0.1, -17.3, 1e6 / 3, .pi] {
            for _ in 0..<20 {
                let steps = mechanism.addNoise(to: x) / mechanism.granularity
                #expect(steps == steps.rounded())
            }
        }
    }

    /// D8: what would silently mean "no noise" elsewhere is an error here.
    @Test func scalesWhoseGridWouldUnderflowAreRefusedD8() {
        for sensitivity in [0x1p-1030, 0x1p-1000, 0, -1, .nan, .infinity, 0x1p961] {
            #expect(throws: ParameterError.self) {
                _ = try LaplaceMechanism(epsilon: 1, sensitivity: sensitivity)
            }
        }
        #expect(throws: ParameterError.self) {
            _ = try LaplaceMechanism(epsilon: 1, l0Sensitivity: 0, linfSensitivity: 1)
        }
        #expect(throws: ParameterError.self) {
            _ = try GeometricMechanism(epsilon: 1, sensitivity: 0)
        }
    }

    /// D14: nothing turns into NaN or wraps.
    @Test func extremeInputsSaturateD14() throws {
        let mechanism = try LaplaceMechanism(epsilon: 1, sensitivity: 1)
        for _ in 0..<50 {
            #expect(mechanism.addNoise(to: Double.infinity) == .greatestFiniteMagnitude)
            #expect(mechanism.addNoise(to: -Double.infinity) == -.greatestFiniteMagnitude)
            #expect(mechanism.addNoise(to: Double.nan).magnitude < 100)
            #expect(mechanism.addNoise(to: 1e300) == 1e300)
            #expect(mechanism.addNoise(to: Int.max) > Int.max - 100)
            #expect(mechanism.addNoise(to: -Int.max) < -Int.max + 100)
            #expect(mechanism.addNoise(to: Int.min) < -Int.max + 100)
            let geometric = try GeometricMechanism(epsilon: 1)
            #expect(geometric.addNoise(to: Int.max) > Int.max - 100)
            #expect(geometric.addNoise(to: Int.min) < -Int.max + 100)
        }
        let wide = try LaplaceMechanism(epsilon: 1, sensitivity: 0x1p959)
        #expect(wide.addNoise(to: 0.0).isFinite && wide.granularity == 0x1p919)
        #expect(wide.addNoise(to: Int.max).magnitude > 0)
        let narrow = try LaplaceMechanism(epsilon: 1e9, sensitivity: 0x1p-800)
        #expect(narrow.addNoise(to: 7) == 7)
    }

    /// The last rounding of a large value happens once: the sum is exact up to there.
    @Test func aLargeValueAndItsNoiseAreRoundedOnce() throws {
        // Granularity 2^-40; around 2^60 doubles are 2^8 apart, around 2^61 2^9: noise of scale 1 leaves them.
        let mechanism = try LaplaceMechanism(epsilon: 1, sensitivity: 1)
        for x in [0x1p60, 0x1.0000000000001p61, 0x1p70, -0x1p90, 0x1.fffffffffffffp1000] {
            for _ in 0..<20 { #expect(mechanism.addNoise(to: x) == x) }
        }
        let loud = try LaplaceMechanism(epsilon: 0x1p-50, sensitivity: 0x1p10)
        let drawn = Set((0..<20).map { _ in loud.addNoise(to: 0x1p62) })
        #expect(drawn.count == 20)
    }

    /// Against exact rationals, on both sides of the place where the way of adding changes.
    @Test func sumsOfLargeValuesAndDrawsAreTheNearestDoubles() {
        var source = TestWords(state: 5)
        for _ in 0..<20_000 {
            let exponent = Int.random(in: -40...3, using: &source)
            let value = Double(
                sign: .plus, exponent: exponent + Int.random(in: 124...140, using: &source),
                significand: Double.random(in: 1..<2, using: &source))
            let magnitude = Int128(truncatingIfNeeded: source.next())
            let draw =
                magnitude << Int128.random(in: 0...58, using: &source)
                * (source.next() % 2 == 0 ? 1 : -1)
            let exact =
                Rational(exactly: value)
                + Rational(draw).scaled(byPowerOfTwo: exponent)
            let sum = PowerOfTwoGrid(exponent: exponent).sum(of: value, and: draw)
            #expect(sum == exact.approximation)
        }
    }

    /// Each rounded number is paid for: sensitivities of several numbers can't be given as one l1 figure.
    @Test func everyRoundedNumberIsPaidFor() throws {
        for numbers in [1, 2, 1000, 1 << 44] {
            let laplace = try LaplaceMechanism(
                epsilon: 1, l0Sensitivity: numbers, linfSensitivity: 1)
            let each = Rational(exactly: 1 / laplace.granularity).floor + .one
            #expect(laplace.l1Steps == Rational(numbers) * each)
            guard numbers < 1 << 20 else { continue }
            let geometric = try GeometricMechanism(
                epsilon: 0x1p-30, l0Sensitivity: numbers, linfSensitivity: 1)
            guard case .discreteLaplace(_, let steps, _, 1) = geometric.event.mechanism else {
                return
            }
            let inEach = geometric.granularity == 1 ? 1 : 1 / geometric.granularity + 1
            #expect(steps >= Rational(numbers) * Rational(inEach))
        }
    }

    /// In place and one by one: the noise goes to the value's grid point, small and huge values alike.
    @Test func batchesHaveTheLawOfSingleCalls() throws {
        let quiet = try LaplaceMechanism(epsilon: 1e12, sensitivity: 1)
        var values = [0.1, -17.3, 1e9, .infinity, -.infinity, .nan, 0x1p80, -0x1p-1060, 1e300]
        let expected = values.map {
            $0.isNaN ? 0 : min(max($0, -Double.greatestFiniteMagnitude), .greatestFiniteMagnitude)
        }
        quiet.addNoise(to: &values)
        for (noisy, exact) in zip(values, expected) {
            #expect(noisy == exact || abs(noisy - exact) < 1e-10)
        }
        var empty: [Double] = []
        quiet.addNoise(to: &empty)
        #expect(empty.isEmpty)
        let geometric = try GeometricMechanism(epsilon: 1e12)
        var integers = [0, -5, Int.max, Int.min, 1 << 62]
        geometric.addNoise(to: &integers)
        #expect(integers == [0, -5, .max, -.max, 1 << 62])
        var rounded = [7, Int.max]
        try LaplaceMechanism(epsilon: 1e12, sensitivity: 1).addNoise(to: &rounded)
        #expect(rounded == [7, .max])
        // 5,000 draws pass a block's border: about half of each sign, and nearly all distinct.
        let loud = try LaplaceMechanism(epsilon: 1, sensitivity: 1)
        var many = [Double](repeating: 3, count: 5000)
        loud.addNoise(to: &many)
        #expect(Set(many).count > 4900)
        // 2,500 ± 7 standard deviations of 35.
        #expect((2250...2750).contains(many.count { $0 > 3 }))
    }

    @Test func anIntervalCoversByTheExactQuantile() throws {
        let mechanism = try GeometricMechanism(epsilon: 1)
        let q = 0.36787944117144233
        for level in [0.5, 0.9, 0.95, 0.999, 1e-6] {
            let radius = mechanism.noiseConfidenceInterval(confidenceLevel: level).upperBound
            func miss(_ radius: Double) -> Double {
                var tail = 2 * q / (1 + q)
                for _ in 0..<Int(radius) { tail *= q }
                return radius < 0 ? 1 : tail
            }
            #expect(miss(radius) <= 1 - level)
            #expect(radius == 0 || miss(radius - 1) > 1 - level)
        }
        let laplace = try LaplaceMechanism(epsilon: 0.5, sensitivity: 1)
        let interval = laplace.noiseConfidenceInterval(confidenceLevel: 0.95, around: 10)
        // 2 ln 20 on both sides.
        #expect(abs(interval.upperBound - 10 - 5.991464547107979) < 1e-9)
        #expect(abs(interval.lowerBound - 10 + 5.991464547107979) < 1e-9)
        #expect(abs(laplace.variance - 8) < 1e-9)
        #expect(abs(mechanism.variance - 2 * q / ((1 - q) * (1 - q))) < 1e-12)
    }
}
