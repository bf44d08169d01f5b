import Testing

@testable import DifferentialPrivacy

/// Gaussian noise for the statistics: one σ for the L2 norm of all that one privacy unit changes.
@Suite struct GaussianStatisticsTests {
    static let noise = Noise.gaussian(delta: 1e-5)

    private func plan(_ aggregation: some ExactRelease) throws -> GaussianPlan {
        guard case .gaussian(let plan) = aggregation.noisePlan.law else {
            throw NotGaussian()
        }
        return plan
    }

    private struct NotGaussian: Error {}

    @Test func aRecordMovesTheTotalsByNoMoreThanDeclaredInL2Norm() throws {
        var source = TestWords(state: 21)
        let bounds: [(Double, Double)] = [
            (10.0, 60.0), (-5, 3), (0, 1e-3), (1e9, 1e9 + 1), (-0x1p450, 0x1p450), (-1, 0),
        ]
        for (lower, upper) in bounds {
            for epsilon in [0.1, 3, 1e-12] {
                let sum = try BoundedSum<Double>(
                    epsilon: epsilon, lowerBound: lower, upperBound: upper, noise: Self.noise)
                let mean = try BoundedMean<Double>(
                    epsilon: epsilon, lowerBound: lower, upperBound: upper, noise: Self.noise)
                let variance = try BoundedVariance<Double>(
                    epsilon: epsilon, lowerBound: lower, upperBound: upper, noise: Self.noise)
                // 6 bounds · 3 epsilons · 560 neighbours: 10^4 for each statistic.
                for _ in 0..<560 {
                    let entries = (0..<Int.random(in: 0...20, using: &source)).map { _ in
                        ExactSensitivityTests.entry(lower, upper, &source)
                    }
                    let extra = ExactSensitivityTests.entry(lower, upper, &source)
                    try checkNeighbours(sum, entries, extra)
                    try checkNeighbours(mean, entries, extra)
                    try checkNeighbours(variance, entries, extra)
                }
            }
        }
    }

    /// Squares of wide integers: σ passes 2^72 grid steps, so the totals are rounded and the steps are paid.
    @Test func roundedTotalsMoveByNoMoreThanWhatIsPaid() throws {
        var source = TestWords(state: 22)
        let variance = try BoundedVariance<Int>(
            epsilon: 1e-3, lowerBound: -(1 << 45), upperBound: 1 << 45, noise: Self.noise)
        let plan = try plan(variance)
        #expect(plan.rounding > 0)
        for _ in 0..<2000 {
            let entries = (0..<9).map { _ in Int.random(in: -(1 << 46)...1 << 46, using: &source) }
            try checkNeighbours(
                variance, entries, Int.random(in: -(1 << 46)...1 << 46, using: &source))
        }
    }

    private func checkNeighbours<A: NumericAggregation & ExactRelease>(
        _ aggregation: A, _ entries: [A.Entry], _ extra: A.Entry
    ) throws {
        var one = aggregation.makeAccumulator()
        one.addEntries(entries)
        let before = aggregation.noisePlanTotals(one.summary().state)
        var other = aggregation.makeAccumulator()
        other.addEntries(entries + [extra])
        let after = aggregation.noisePlanTotals(other.summary().state)
        let plan = try plan(aggregation)
        let squared = zip(before, after).reduce(Rational.zero) { sum, pair in
            let steps =
                pair.0.roundedDivision(byPowerOfTwo: plan.rounding)
                - pair.1.roundedDivision(byPowerOfTwo: plan.rounding)
            return sum + Rational(Int128(steps.magnitude)) * Rational(Int128(steps.magnitude))
        }
        let declared = plan.l2Sensitivity * plan.l2Sensitivity
        #expect(squared <= declared, "\(aggregation), \(entries), \(extra)")
    }

    /// The released step and the phase make up the total exactly, between any two steps.
    @Test func stepsAndPhasesMakeUpTheTotal() throws {
        var source = TestWords(state: 23)
        for epsilon in [1, 1e-4, 1e-8, 1e-12] {
            let sum = try BoundedSum<Double>(
                epsilon: epsilon, lowerBound: -7, upperBound: 100, noise: Self.noise)
            let plan = try plan(sum)
            #expect(plan.rounding == 0)
            for _ in 0..<2000 {
                let total = Int128(Int64(bitPattern: source.next())) << Int128(source.next() % 40)
                let (steps, phase) = plan.place(of: total)
                #expect(abs(phase) <= 0.5)
                let rebuilt = Rational(steps) + Rational(exactly: phase)
                #expect(rebuilt.scaled(byPowerOfTwo: plan.fraction) == Rational(total))
            }
        }
    }

    @Test func theNoiseIsCalibratedToTheL2Norm() throws {
        // σ(1, 1e-5) = 3.7306316348159418 for sensitivity 1.
        let multiplier = 3.7306316348159418
        let count = try Count(epsilon: 1, noise: Self.noise)
        guard case .gaussian(_, _, let one, let unit) = count.event.mechanism else {
            Issue.record("the noise is Gaussian")
            return
        }
        #expect(one.approximation == multiplier && unit == .one)
        let counts = try Count(
            epsilon: 1, maxPartitionsContributed: 9, maxContributionsPerPartition: 5,
            noise: Self.noise)
        guard case .gaussian(_, _, let sigma, let sensitivity) = counts.event.mechanism else {
            Issue.record("the noise is Gaussian")
            return
        }
        // √9 · 5
        #expect(sensitivity == Rational(15) && sigma / sensitivity >= one)
        #expect(abs(sigma.approximation / 15 - multiplier) < 1e-14)
    }

    /// D16: δ is spent by Gaussian noise and by no other.
    @Test func deltaIsSpentByGaussianNoiseAloneD16() throws {
        let plain = try BoundedMean<Double>(epsilon: 1, lowerBound: 10, upperBound: 60)
        #expect(plain.delta == 0 && plain.event.delta == .zero)
        let gaussian = try BoundedMean<Double>(
            epsilon: 1, lowerBound: 10, upperBound: 60, noise: Self.noise)
        #expect(gaussian.delta == 1e-5 && gaussian.event.epsilon == .one)
        let smaller = try BoundedMean<Double>(
            epsilon: 1, lowerBound: 10, upperBound: 60, noise: .gaussian(delta: 1e-9))
        let noise = { (mean: BoundedMean<Double>) in
            let step = Double(sign: .plus, exponent: mean._grid.exponent, significand: 1)
            return mean.plan.variance * step * step
        }
        #expect(noise(smaller) > 1.5 * noise(gaussian))
        var budget = try PrivacyBudget(epsilon: 2)
        #expect(throws: BudgetError.self) { _ = try budget.release(gaussian, over: [20]) }
        _ = try budget.release(plain, over: [20])
        var approximate = try PrivacyBudget(epsilon: 1, delta: 1e-5)
        _ = try approximate.release(gaussian, over: [20])
        #expect(approximate.left == PrivacyCost(epsilon: .zero, delta: .zero))
    }

    @Test func leastVarianceChoosesByDeclaredParameters() throws {
        let both = Noise.leastVariance(delta: 1e-5)
        for partitions in [1, 2, 5, 6, 7, 8, 20, 1000] {
            let chosen = try Count(
                epsilon: 1, maxPartitionsContributed: partitions, noise: both)
            let laplace = try Count(epsilon: 1, maxPartitionsContributed: partitions)
            let gaussian = try Count(
                epsilon: 1, maxPartitionsContributed: partitions, noise: Self.noise)
            // 2 b² against σ², as in the mechanisms' own choice: Gaussian from 7 on.
            #expect(chosen.event == (partitions >= 7 ? gaussian : laplace).event)
            #expect(chosen.delta == (partitions >= 7 ? 1e-5 : 0))
        }
        // Where Laplace noise can't be drawn Gaussian noise may.
        let wide = try Count(
            epsilon: 1e-9, maxPartitionsContributed: 1 << 40, noise: both)
        #expect(wide.delta == 1e-5)
    }

    @Test(arguments: [0, 1, -0.1, .nan, .infinity, -.infinity, 2])
    func deltaMustBeBetweenZeroAndOne(delta: Double) throws {
        for noise in [Noise.gaussian(delta: delta), .leastVariance(delta: delta)] {
            for make: () throws -> Void in [
                { _ = try Count(epsilon: 1, noise: noise) },
                { _ = try BoundedSum<Int>(epsilon: 1, lowerBound: 0, upperBound: 1, noise: noise) },
                {
                    _ = try BoundedVariance<Double>(
                        epsilon: 1, lowerBound: 0, upperBound: 1, noise: noise)
                },
            ] {
                do {
                    try make()
                    Issue.record("took delta \(delta)")
                } catch {
                    let error = try #require(error as? ParameterError)
                    #expect(error.parameter == .delta && error.rule == .betweenZeroAndOne)
                }
            }
        }
    }

    @Test func summariesKeepTheNoiseAsAParameter() throws {
        let gaussian = try BoundedSum<Double>(
            epsilon: 1, lowerBound: 0, upperBound: 1, noise: Self.noise)
        var accumulator = gaussian.makeAccumulator()
        accumulator.addEntries([0.5, 0.25])
        let summary = accumulator.summary()
        let bytes = summary.serialized()
        #expect(try Summary(serialized: bytes, for: gaussian) == summary)
        for other in [Noise.laplace, .gaussian(delta: 1e-6), .leastVariance(delta: 1e-5)] {
            #expect(throws: SummaryError.differentParameters) {
                _ = try Summary(
                    serialized: bytes,
                    for: BoundedSum<Double>(
                        epsilon: 1, lowerBound: 0, upperBound: 1, noise: other))
            }
        }
    }

    /// The steps that are paid may themselves take σ past what phases can tell: such descriptions are refused.
    @Test func phasesAlwaysFitADouble() throws {
        let noise = Noise.gaussian(delta: .leastNonzeroMagnitude)
        for exponent in 0...62 {
            let limit = 1 << exponent
            if let count = try? Count(
                epsilon: 0x1p-50, maxPartitionsContributed: limit, noise: noise)
            {
                #expect(try plan(count).fraction <= 52)
            } else {
                #expect(exponent >= 34)
            }
        }
        #expect(throws: ParameterError.self) {
            _ = try Count(epsilon: 0x1p-50, maxPartitionsContributed: 1 << 42, noise: noise)
        }
    }

    @Test func hugeEpsilonsAndWideTotalsKeepTheirNoise() throws {
        // D8: no overflow takes the noise away.
        for epsilon in [700, 1e4, 1e100, Double.greatestFiniteMagnitude] {
            let count = try Count(epsilon: epsilon, noise: Self.noise)
            #expect(try plan(count).noise.scale >= 0x1p-6)
        }
        #expect(throws: ParameterError.self) {
            _ = try BoundedVariance<Int>(
                epsilon: 0x1p-50, lowerBound: .min, upperBound: .max,
                maxContributionsPerPartition: .max, noise: Self.noise)
        }
        var mean = try BoundedMean<Double>(
            epsilon: 1e6, lowerBound: 10, upperBound: 60, noise: Self.noise
        ).makeAccumulator()
        mean.addEntries([20, 30])
        #expect(abs(mean.result() - 25) < 0.1)
    }
}

extension Count: ExactRelease {
    var noisePlan: NoisePlan { plan }
    var epsilonForTest: Double { epsilon }
    func noisePlanTotals(_ totals: _ExactTotals) -> [Int128] { [Int128(totals.count)] }
}
