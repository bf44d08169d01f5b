import CPrivacySamplers
import Testing

@testable import DifferentialPrivacy

/// The sums that C makes eight at a time, bit for bit those of single calls, on every back end.
@Suite(.serialized) struct AdditionTests {
    static let narrow: [Int64] = [
        0, 1, -1, 2, -3, 1 << 40, -(1 << 48), (1 << 51) - 1, 1 - 1 << 51, 0x5_5555_5555_5555,
    ]
    static let wide: [Int64] = [1 << 51, -(1 << 51), 1 << 62, .max, -.max]

    /// Zeros, ends, and around whole and half steps, up to where every double is a multiple of the granularity.
    static func values(granularity: Double) -> [Double] {
        var values = [0, .infinity, .nan, .greatestFiniteMagnitude, .leastNonzeroMagnitude]
        values += [.leastNormalMagnitude, 1, 0.1]
        var steps = [0.25, 0.5, 1, 1.5, 2.5, 3.5, 0x1p53 + 2, 0x1p60, 0x1p100, 0x1p126]
        for power in [0x1p50, 0x1p51, 0x1p52] {
            steps += [power - 1.5, power - 0.5, power, power + 0.5, power + 1.5]
        }
        for step in steps {
            let value = step * granularity
            guard value.isFinite else { continue }
            values += [value, value.nextUp, value.nextDown]
        }
        return values + values.map { -$0 }
    }

    /// Whether C adds `draws` to `values` as `mechanism` does one by one.
    static func agree(_ mechanism: LaplaceMechanism, granularity: Double) -> Bool {
        var values: [Double] = []
        var draws: [Int64] = []
        for value in Self.values(granularity: mechanism.granularity) {
            for draw in narrow {
                values.append(value)
                draws.append(draw)
            }
        }
        let expected = zip(values, draws).map {
            mechanism.grid.sum(of: $0, and: Int128($1)).bitPattern
        }
        let one = zip(values, draws).map { dpk_add_to_real($0, $1, granularity).bitPattern }
        let wide = dpk_add_to_reals(&values, draws, values.count, granularity)
        return wide == 0 && one == expected && values.map(\.bitPattern) == expected
    }

    @Test(arguments: 0..<dpk_backends_available())
    func realsAreAddedAsByOneCallEach(backEnd: Int) throws {
        dpk_backend_force(backEnd)
        defer { dpk_backend_force(Int(DPK_BACKENDS)) }
        for sensitivity in [1.0, 0x1p-950, 0x1p-30, 0x1p40, 0x1p959] {
            let mechanism = try LaplaceMechanism(epsilon: 1, sensitivity: sensitivity)
            let granularity = mechanism.granularity
            #expect(Self.agree(mechanism, granularity: granularity))
            // The comparison has teeth.
            #expect(!Self.agree(mechanism, granularity: granularity / 2))
        }
    }

    @Test(arguments: 0..<dpk_backends_available())
    func phasesAreThoseOfOneCallEach(backEnd: Int) throws {
        dpk_backend_force(backEnd)
        defer { dpk_backend_force(Int(DPK_BACKENDS)) }
        for sensitivity in [1.0, 0x1p-900, 0x1p-30, 0x1p40, 0x1p900] {
            let mechanism = try GaussianMechanism(
                epsilon: 1, delta: 1e-5, l2Sensitivity: sensitivity)
            let values = Self.values(granularity: mechanism.granularity)
            let expected = values.map { mechanism.grid.phase(of: $0) }
            var phases = [Double](repeating: .nan, count: values.count)
            dpk_phases_of_reals(values, &phases, values.count, mechanism.granularity)
            #expect(phases == expected)
            // The comparison has teeth.
            dpk_phases_of_reals(values, &phases, values.count, mechanism.granularity * 2)
            #expect(phases != expected)
        }
    }

    @Test(arguments: 0..<dpk_backends_available())
    func integersAreAddedAsByOneCallEach(backEnd: Int) throws {
        dpk_backend_force(backEnd)
        defer { dpk_backend_force(Int(DPK_BACKENDS)) }
        let values = [0, 1, -1, 7, .max, .max - 1, .min, .min + 1, 1 << 62, -(1 << 62), 1 << 53]
        for sensitivity in [0x1p-300, 0x1p-12, 0x1p-11, 1.0, 0x1p20, 0x1p39, 0x1p40] {
            let mechanism = try LaplaceMechanism(epsilon: 1, sensitivity: sensitivity)
            let shift = min(-mechanism.grid.exponent, 62)
            #expect(shift >= 0)
            var halves = Self.narrow
            if (1...51).contains(shift) {
                let half: Int64 = 1 << Int64(shift - 1)
                for near in [half - 1, half, half + 1] {
                    halves += [near, -near].filter { abs($0) < 1 << 51 }
                }
            }
            for draw in halves {
                let expected = values.map { Int64(mechanism.grid.sum(of: $0, and: Int128(draw))) }
                var sums = values.map { Int64($0) }
                let draws = [Int64](repeating: draw, count: values.count)
                let wide = dpk_add_to_integers(&sums, draws, sums.count, UInt32(shift))
                #expect(wide == 0 && sums == expected)
                let one = values.map { Int64(mechanism.grid.sum(of: $0, and: draw) { Int128($0) }) }
                #expect(one == expected)
            }
        }
    }

    @Test(arguments: 0..<dpk_backends_available())
    func wideDrawsAreLeftToTheCallerAndCounted(backEnd: Int) {
        dpk_backend_force(backEnd)
        defer { dpk_backend_force(Int(DPK_BACKENDS)) }
        for count in 0...19 {
            let draws = (0..<count).map { $0 % 3 == 0 ? Self.wide[$0 % 5] : Int64($0) }
            var reals = [Double](repeating: -0.7, count: count)
            var integers = [Int64](repeating: 5, count: count)
            let wide = draws.count { $0.magnitude >= UInt64(DPK_NARROW_DRAW) }
            #expect(dpk_add_to_reals(&reals, draws, count, 1) == wide)
            #expect(dpk_add_to_integers(&integers, draws, count, 0) == wide)
            for (index, draw) in draws.enumerated() {
                #expect(reals[index] == (index % 3 == 0 ? -0.7 : -1 + Double(draw)))
                #expect(integers[index] == (index % 3 == 0 ? 5 : 5 + draw))
            }
        }
    }

    /// Scales beyond 2^41 are the reference sampler's; half of its draws at 2^55 are wide.
    @Test func arraysWithWideDrawsHaveTheirLaw() throws {
        let mechanism = try LaplaceMechanism(epsilon: 0x1p-50, sensitivity: 1)
        var values = [Double](repeating: 0, count: 3000)
        mechanism.addNoise(to: &values)
        // P(|noise| > scale ln 2) = 1/2 up to 2^-40: 1500 ± 7 standard deviations of 27.4.
        let median = 0.6931471805599453 * mechanism.diversity
        #expect((1300...1700).contains(values.count { abs($0) > median }))
        #expect((1300...1700).contains(values.count { $0 > 0 }))
    }

    @Test func constantTimeKeepsTheLawAndTheEvent() throws {
        let timed = try LaplaceMechanism(epsilon: 1, sensitivity: 1, constantTime: true)
        let plain = try LaplaceMechanism(epsilon: 1, sensitivity: 1)
        #expect(timed.constantTime && !plain.constantTime && timed != plain)
        #expect(timed.event == plain.event && timed.variance == plain.variance)
        var values = [Double](repeating: 0, count: 2000)
        timed.addNoise(to: &values)
        // P(|noise| > ln 2) = 1/2 up to 2^-40: 1000 ± 7 standard deviations of 22.4.
        #expect((840...1160).contains(values.count { abs($0) > 0.6931471805599453 }))
        #expect(timed.addNoise(to: 5.0).isFinite)
        let geometric = try GeometricMechanism(epsilon: 1, constantTime: true)
        let event = try GeometricMechanism(epsilon: 1).event
        #expect(geometric.constantTime && geometric.event == event)
        var integers = [Int](repeating: 0, count: 2000)
        geometric.addNoise(to: &integers)
        // P(0) = tanh(1/2) = 0.4621: 924 ± 7 standard deviations of 22.3.
        #expect((766...1082).contains(integers.count { $0 == 0 }))
    }

    @Test func constantTimeKeepsTheGaussianLawsAndEvents() throws {
        let timed = try GaussianMechanism(
            epsilon: 1, delta: 1e-5, l2Sensitivity: 1, constantTime: true)
        let plain = try GaussianMechanism(epsilon: 1, delta: 1e-5, l2Sensitivity: 1)
        #expect(timed.constantTime && !plain.constantTime && timed != plain)
        #expect(Set([timed, plain, timed]).count == 2)
        #expect(timed.event == plain.event && timed.variance == plain.variance)
        let several = try GaussianMechanism(
            epsilon: 1, delta: 1e-5, l0Sensitivity: 1, linfSensitivity: 1, constantTime: true)
        #expect(several == timed)
        let given = try GaussianMechanism(
            standardDeviation: 2, delta: 1e-5, l2Sensitivity: 1, constantTime: true)
        #expect(given.constantTime)
        // P(|noise| > 0.6744897501960817 σ) = 1/2: 1000 ± 7 standard deviations of 22.4.
        let middle = 0.6744897501960817 * timed.standardDeviation
        var values = [Double](repeating: 5, count: 2000)
        timed.addNoise(to: &values)
        #expect((840...1160).contains(values.count { abs($0 - 5) > middle }))
        let single = (0..<2000).map { _ in timed.addNoise(to: -0.3) + 0.3 }
        #expect((840...1160).contains(single.count { abs($0) > middle }))
        var integers = [Int](repeating: 0, count: 2000)
        timed.addNoise(to: &integers)
        // P(|noise| <= 2.5) = 0.4972, from σ = 3.7306: 994 ± 7 standard deviations of 22.4.
        #expect((838...1151).contains(integers.count { abs($0) <= 2 }))
        let timedDiscrete = try DiscreteGaussianMechanism(
            epsilon: 1, delta: 1e-5, constantTime: true)
        let discrete = try DiscreteGaussianMechanism(epsilon: 1, delta: 1e-5)
        #expect(timedDiscrete.constantTime && !discrete.constantTime && timedDiscrete != discrete)
        #expect(Set([timedDiscrete, discrete, timedDiscrete]).count == 2)
        #expect(timedDiscrete.event == discrete.event)
        var drawn = [Int](repeating: 7, count: 2000)
        timedDiscrete.addNoise(to: &drawn)
        // P(|noise| <= 2) = 0.4974, from σ = 3.7405: 995 ± 7 standard deviations of 22.4.
        #expect((838...1151).contains(drawn.count { abs($0 - 7) <= 2 }))
    }
}
