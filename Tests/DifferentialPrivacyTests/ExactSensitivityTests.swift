import Testing

@testable import DifferentialPrivacy

/// One record more moves the exact integers by at most what the noise is calibrated to (D13).
@Suite struct ExactSensitivityTests {
    static let odd: [Double] = [
        .nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
        -.greatestFiniteMagnitude,
    ]

    static func entry(_ lower: Double, _ upper: Double, _ source: inout TestWords) -> Double {
        switch source.next() % 10 {
        case 0: odd.randomElement(using: &source)!
        case 1: Double(bitPattern: source.next())
        case 2: [lower, upper, lower.nextUp, upper.nextDown].randomElement(using: &source)!
        default: Double.random(in: lower...upper, using: &source)
        }
    }

    @Test func aRecordMovesRealSumsAndPairsAndTriplesByNoMoreThanDeclaredD13() throws {
        var source = TestWords(state: 13)
        let bounds: [(Double, Double)] = [
            (10.0, 60.0), (-5, 3), (0, 1e-3), (1e9, 1e9 + 1), (-0x1p450, 0x1p450), (-1, 0),
            (0.1, 0.3),
        ]
        for (lower, upper) in bounds {
            for epsilon in [0.1, 1, 1e6, 1e-12] {
                let sum = try BoundedSum<Double>(
                    epsilon: epsilon, lowerBound: lower, upperBound: upper)
                let mean = try BoundedMean<Double>(
                    epsilon: epsilon, lowerBound: lower, upperBound: upper)
                let variance = try BoundedVariance<Double>(
                    epsilon: epsilon, lowerBound: lower, upperBound: upper)
                // 7 bounds · 4 epsilons · 360 neighbours: 10^4 for each statistic.
                for _ in 0..<360 {
                    let entries = (0..<Int.random(in: 0...20, using: &source)).map { _ in
                        Self.entry(lower, upper, &source)
                    }
                    let extra = Self.entry(lower, upper, &source)
                    checkNeighbours(sum, entries, extra)
                    checkNeighbours(mean, entries, extra)
                    checkNeighbours(variance, entries, extra)
                }
            }
        }
    }

    @Test func aRecordMovesIntegerSumsAndPairsAndTriplesByNoMoreThanDeclared() throws {
        var source = TestWords(state: 14)
        for (lower, upper) in [
            (0, 1), (-3, 50_000), (Int.min, Int.max), (Int.max - 1, Int.max), (Int.min, 0),
        ] {
            let sum = try BoundedSum<Int>(epsilon: 1, lowerBound: lower, upperBound: upper)
            let mean = try BoundedMean<Int>(epsilon: 1, lowerBound: lower, upperBound: upper)
            let variance = try BoundedVariance<Int>(
                epsilon: 1, lowerBound: lower, upperBound: upper)
            for _ in 0..<2000 {
                func entry() -> Int {
                    source.next() % 3 == 0
                        ? [Int.min, .max, lower, upper, 0].randomElement(using: &source)!
                        : Int.random(in: lower...upper, using: &source)
                }
                let entries = (0..<Int.random(in: 0...20, using: &source)).map { _ in entry() }
                let extra = entry()
                checkNeighbours(sum, entries, extra)
                checkNeighbours(mean, entries, extra)
                checkNeighbours(variance, entries, extra)
            }
        }
    }

    /// The exact integers that get noise, for `entries` with and without `extra`, as the release forms them.
    private func checkNeighbours<A: NumericAggregation & ExactRelease>(
        _ aggregation: A, _ entries: [A.Entry], _ extra: A.Entry
    ) {
        var one = aggregation.makeAccumulator()
        one.addEntries(entries)
        let before = aggregation.noisePlanTotals(one.summary().state)
        var other = aggregation.makeAccumulator()
        other.addEntries(entries + [extra])
        let after = aggregation.noisePlanTotals(other.summary().state)
        guard case .laplace(let plan) = aggregation.noisePlan.law else {
            Issue.record("the default is Laplace noise")
            return
        }
        let distance = zip(before, after).reduce(Rational.zero) { sum, pair in
            let steps =
                pair.0.roundedDivision(byPowerOfTwo: plan.coarsening)
                - pair.1.roundedDivision(byPowerOfTwo: plan.coarsening)
            return sum + Rational(Int128(steps.magnitude))
        }
        #expect(distance <= plan.l1Sensitivity, "\(aggregation), \(entries), \(extra)")
        // ... and the scale pays for it: sensitivity / scale <= ε, in exact numbers.
        #expect(
            plan.l1Sensitivity / Rational(exactly: plan.scale)
                <= Rational(decimal: aggregation.epsilonForTest))
    }

    @Test func contributionLimitsMultiplyTheSensitivity() throws {
        for (partitions, entries) in [(1, 1), (3, 5), (1, 1000), (1 << 30, 1), (1, 1 << 30)] {
            let count = try Count(
                epsilon: 0.5, maxPartitionsContributed: partitions,
                maxContributionsPerPartition: entries)
            let event = count.event
            guard case .discreteLaplace(_, let sensitivity, let scale, 1) = event.mechanism else {
                Issue.record("a count has one discrete Laplace coordinate")
                return
            }
            #expect(sensitivity / scale <= Rational(decimal: 0.5))
            if scale <= Rational(1).scaled(byPowerOfTwo: 41), partitions * entries <= 1 << 40 {
                #expect(sensitivity == Rational(partitions * entries))
            }
        }
    }
}

/// What the tests see of a release before the noise.
protocol ExactRelease {
    var noisePlan: NoisePlan { get }
    var epsilonForTest: Double { get }
    func noisePlanTotals(_ totals: _ExactTotals) -> [Int128]
}

extension BoundedSum: ExactRelease {
    var noisePlan: NoisePlan { plan }
    var epsilonForTest: Double { epsilon }
    func noisePlanTotals(_ totals: _ExactTotals) -> [Int128] { exactTotals(totals) }
}

extension BoundedMean: ExactRelease {
    var noisePlan: NoisePlan { plan }
    var epsilonForTest: Double { epsilon }
    func noisePlanTotals(_ totals: _ExactTotals) -> [Int128] { exactTotals(totals) }
}

extension BoundedVariance: ExactRelease {
    var noisePlan: NoisePlan { plan }
    var epsilonForTest: Double { epsilon }
    func noisePlanTotals(_ totals: _ExactTotals) -> [Int128] { exactTotals(totals) }
}
