import Testing

@testable import DifferentialPrivacy

@Suite struct AutomaticBoundsTests {
    static let entries: [Double] = {
        var source = TestWords(state: 5)
        return (0..<2000).map { _ in Double.random(in: 10...60, using: &source) } + [.nan]
    }()

    /// With ε = 400 the noise is far below the tolerance and a bin's isn't 0 with a probability of 2e^-200.
    @Test func valuesAreThoseOfTheEntriesWithinTheirBounds() throws {
        let numbers = Self.entries.filter { !$0.isNaN }
        let count = Double(numbers.count)
        let truth = numbers.reduce(0, +)
        let mean = truth / count
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count

        let average = try BoundedMean<Double>.automaticBounds(epsilon: 400).quickResult(
            Self.entries)
        #expect(abs(average.value - mean) < 0.01)
        #expect(average.bounds.lowerBound == 8 && average.bounds.upperBound == 64)
        #expect(average.bounds.noisyEntriesWithin == 2000)

        let sum = try BoundedSum<Double>.automaticBounds(epsilon: 400).quickResult(Self.entries)
        #expect(abs(sum.value - truth) < 10)
        // The larger bound on either side.
        #expect(sum.bounds.lowerBound == -64 && sum.bounds.upperBound == 64)

        let spread = try BoundedVariance<Double>.automaticBounds(epsilon: 400)
            .quickResult(Self.entries)
        #expect(abs(spread.value - variance) < 1)
        let deviation = try BoundedStandardDeviation<Double>.automaticBounds(epsilon: 400)
            .quickResult(Self.entries)
        #expect(abs(deviation.value - variance.squareRoot()) < 0.1)

        let integers = numbers.map { Int($0) }
        let total = try BoundedSum<Int>.automaticBounds(epsilon: 400).quickResult(integers)
        #expect(abs(total.value - integers.reduce(0, +)) < 10)
        #expect(total.bounds.upperBound == 64)
        let floats = try BoundedMean<Float>.automaticBounds(epsilon: 400)
            .quickResult(numbers.map { Float($0) })
        #expect(abs(floats.value - mean) < 0.01)
        let small = try BoundedVariance<Int32>.automaticBounds(epsilon: 400)
            .quickResult(integers.map { Int32($0) })
        #expect(abs(small.value - variance) < 1)
    }

    /// Entries outside count as the bounds.
    @Test func entriesOutsideAreClamped() throws {
        let mean = try BoundedMean<Double>.automaticBounds(epsilon: 400, threshold: .count(3))
        let answer = try mean.quickResult([20, 20, 20, 20, 1e100, -1e100, .infinity, 20])
        // 16 ... 32: five of 20, two of 32, one of 16.
        #expect(abs(answer.value - 22.5) < 0.5)
        #expect(answer.bounds.noisyEntriesWithin == 5 && answer.bounds.noisyEntriesOutside == 3)
    }

    /// Bounds at the very ends of a type, and at both ends of the bins, overflow nothing.
    @Test func extremeEntriesAreSummed() throws {
        let ends = try BoundedSum<Int>.automaticBounds(epsilon: 400)
            .quickResult([Int.min, Int.max, Int.max])
        #expect(ends.bounds.lowerBound == .min && ends.bounds.upperBound == .max)
        for entries in [
            [Double.infinity, 1e-300], [-.infinity, .infinity, 0], [.leastNonzeroMagnitude], [-0.0],
        ] {
            let mean = try BoundedMean<Double>.automaticBounds(epsilon: 400).quickResult(entries)
            #expect(mean.value.isFinite)
            let variance = try BoundedVariance<Double>.automaticBounds(epsilon: 400)
            let release = try variance.quickResult(entries)
            #expect(release.value.isFinite && release.value >= 0)
        }
        let wide = try BoundedVariance<Int>.automaticBounds(epsilon: 400)
            .quickResult([Int.min, Int.max, 0, 7])
        #expect(wide.value > 0x1p120)
    }

    /// ε is split into exact parts, and the event is the whole.
    @Test(arguments: [0.1, 0.3, 1, 7])
    func theEventIsExactlyWhatWasAskedFor(epsilon: Double) throws {
        for share in [0.5, 0.1, 0.9] {
            let mean = try BoundedMean<Double>.automaticBounds(epsilon: epsilon, boundsShare: share)
            #expect(mean.event.epsilon == Rational(decimal: epsilon) && mean.event.delta == .zero)
            let zero = Double._bins.binsPerSign
            let statistic = mean.statistic(
                within: BinRange(layout: Double._bins, first: zero, last: zero + 480))
            #expect(
                mean.bounds.event.epsilon + statistic.event.epsilon == Rational(decimal: epsilon))
            #expect(mean.epsilon == epsilon && mean.delta == 0)
        }
        let gaussian = try BoundedMean<Double>.automaticBounds(
            epsilon: epsilon, noise: .gaussian(delta: 1e-6))
        #expect(gaussian.event.epsilon == Rational(decimal: epsilon))
        #expect(gaussian.event.delta == Rational(decimal: 1e-6))
    }

    @Test func theNoiseIsTheOneAskedFor() throws {
        let few = try BoundedMean<Double>.automaticBounds(
            epsilon: 1, noise: .leastVariance(delta: 1e-6))
        #expect(few.delta == 0)
        let many = try BoundedMean<Double>.automaticBounds(
            epsilon: 1, maxPartitionsContributed: 1000, noise: .leastVariance(delta: 1e-6))
        #expect(many.delta == 1e-6)
        let zero = Double._bins.binsPerSign
        let statistic = many.statistic(
            within: BinRange(layout: Double._bins, first: zero, last: zero + 480))
        guard case .gaussian = statistic.plan.law else {
            Issue.record("Gaussian noise has the lower variance in a thousand partitions")
            return
        }
        let release = try few.quickResult([Double](repeating: 20, count: 2000))
        #expect((16...32).contains(release.value))
    }

    /// A release carries its interval, and its value is paid for like any other.
    @Test func releasesAreChargedFoundOrNot() throws {
        let mean = try BoundedMean<Double>.automaticBounds(
            epsilon: 0.3, threshold: .successProbability(1 - 1e-12))
        var budget = try PrivacyBudget(epsilon: 1)
        // 2000 entries in three bins: a bin of 600 misses a threshold of 230 with a probability below e^-50.
        let release = try budget.release(mean, over: Self.entries, confidenceLevel: 0.9)
        #expect(release.event == mean.event && release.interval?.confidenceLevel == 0.9)
        var thrown = false
        do { _ = try budget.release(mean, over: [20.0]) } catch is BoundsError { thrown = true }
        #expect(thrown)
        let left = budget.left.epsilon
        #expect(left == Rational(decimal: 0.4))
    }

    @Test func ordersShardsAndWaysInGiveTheSameBits() throws {
        let variance = try BoundedVariance<Double>.automaticBounds(epsilon: 1)
        var source = TestWords(state: 6)
        let entries = (0..<3000).map { _ in BinnedSensitivityTests.real(&source) }
        var whole = variance.makeAccumulator()
        whole.addEntries(entries)
        let expected = whole.summary()
        #expect(expected.state.entries == UInt64(entries.count { !$0.isNaN }))
        var shuffled = variance.makeAccumulator()
        for part in [0..<100, 100..<101, 101..<3000] {
            var shard = variance.makeAccumulator()
            shard.addEntries(entries[part].shuffled(using: &source))
            try shuffled.merge(shard)
        }
        let shuffledSummary = shuffled.summary()
        #expect(shuffledSummary == expected)
        var single = variance.makeAccumulator()
        for entry in entries { single.addEntry(entry) }
        let singleSummary = single.summary()
        #expect(singleSummary == expected)
        let many = (0..<220).flatMap { _ in entries }
        var alone = variance.makeAccumulator()
        alone.addEntries(many)
        var together = variance.makeAccumulator()
        together.addEntries(many.span, threads: 2)
        let (one, two) = (alone.summary(), together.summary())
        #expect(one == two)
    }

    @Test func summariesComeBackAndAreChecked() throws {
        let mean = try BoundedMean<Double>.automaticBounds(epsilon: 1)
        var accumulator = mean.makeAccumulator()
        accumulator.addEntries(Self.entries)
        let summary = accumulator.summary()
        let bytes = summary.serialized()
        #expect(try Summary(serialized: bytes, for: mean) == summary)
        #expect(bytes[5] == 13 && bytes.count == 16 + 8 * (6 + 2 + 3 * 1915) + 16)
        let others = [
            try BoundedMean<Double>.automaticBounds(epsilon: 2),
            try BoundedMean<Double>.automaticBounds(epsilon: 1, boundsShare: 0.4),
            try BoundedMean<Double>.automaticBounds(epsilon: 1, threshold: .count(5)),
            try BoundedMean<Double>.automaticBounds(epsilon: 1, maxContributionsPerPartition: 2),
            try BoundedMean<Double>.automaticBounds(epsilon: 1, noise: .gaussian(delta: 1e-6)),
        ]
        for other in others {
            #expect(throws: SummaryError.differentParameters) {
                _ = try Summary(serialized: bytes, for: other)
            }
        }
        #expect(throws: SummaryError.differentStatistic) {
            _ = try Summary(serialized: bytes, for: BoundedSum<Double>.automaticBounds(epsilon: 1))
        }
        #expect(throws: SummaryError.differentStatistic) {
            _ = try Summary(serialized: bytes, for: ApproxBounds<Double>(epsilon: 1))
        }
    }

    /// Forged bytes with a right digest: totals that no entries have are refused, and nothing traps.
    @Test func impossibleTotalsAreRefused() throws {
        let variance = try BoundedVariance<Int32>.automaticBounds(epsilon: 1)
        var accumulator = variance.makeAccumulator()
        accumulator.addEntries([5, 6, -70])
        let good = accumulator.summary().state
        func forged(_ change: (inout _BinTotals) -> Void) -> [UInt8] {
            var state = good
            change(&state)
            return Summary(aggregation: variance, state: state).serialized()
        }
        let full = good.words.count
        let bin = (32 + 3) * 5
        #expect(good.words[bin] == 2)
        let changes: [(inout _BinTotals) -> Void] = [
            { $0.entries = 4 }, { $0.entries = .max }, { $0.words[bin] = .max },
            { $0.words[bin] = 1 }, { $0.words[bin + 1] = 17 }, { $0.words[bin + 1] = 7 },
            { $0.words[bin + 2] = .max }, { $0.words[bin + 3] = 129 }, { $0.words[bin + 4] = 1 },
            { $0.words[full - 5] = 1 }, { $0.words[full - 1] = .max },
            { $0.words.removeLast(5) }, { $0 = _BinTotals(Int._bins, width: 5) },
            { $0 = _BinTotals(Int32._bins, width: 3) },
        ]
        #expect(try Summary(serialized: forged { _ in }, for: variance).state == good)
        for change in changes {
            #expect(throws: SummaryError.self) {
                _ = try Summary(serialized: forged(change), for: variance)
            }
        }
        for words: [UInt64] in [
            [], [5], [5, 0], [2, 0, 1], [.max, 0, 1], [3, 0, 1], [0, 0, 0],
        ] {
            let state = _BinTotals(_words: words)
            #expect(state == nil || !variance._isPossible(state!))
        }
    }

    @Test func memoryIsBoundedAndTheSameWhateverWasAdded() throws {
        let variance = try BoundedVariance<Double>.automaticBounds(epsilon: 1)
        var accumulator = variance.makeAccumulator()
        let before = accumulator.memoryUsed
        accumulator.addEntries(Self.entries)
        let after = accumulator.memoryUsed
        #expect(before == after && after < 100_000)
    }
}
