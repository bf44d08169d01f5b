import Testing

@testable import DifferentialPrivacy

/// Order, blocks, shards and containers don't change a bit of the exact totals (D13).
@Suite struct MergeTests {
    static func entries(_ count: Int, seed: UInt64) -> [Double] {
        var source = TestWords(state: seed)
        return (0..<count).map { _ in ExactSensitivityTests.entry(-40, 60, &source) }
    }

    @Test func aHundredOrdersAndMergeTreesGiveTheSameBitsD13() throws {
        let variance = try BoundedVariance<Double>(epsilon: 1, lowerBound: -40, upperBound: 60)
        let entries = Self.entries(2000, seed: 1)
        var whole = variance.makeAccumulator()
        whole.addEntries(entries)
        let expected = whole.summary()
        var source = TestWords(state: 2)
        for _ in 0..<100 {
            let shuffled = entries.shuffled(using: &source)
            // A random tree: split at random places, merge at random.
            var shards: [Summary<BoundedVariance<Double>>] = []
            var rest = shuffled[...]
            while !rest.isEmpty {
                let part = rest.prefix(Int.random(in: 1...400, using: &source))
                rest = rest.dropFirst(part.count)
                var shard = variance.makeAccumulator()
                shard.addEntries(part)
                shards.append(shard.summary())
            }
            while shards.count > 1 {
                let other = shards.remove(at: Int.random(in: 0..<shards.count, using: &source))
                let index = Int.random(in: 0..<shards.count, using: &source)
                var accumulator = shards[index].makeAccumulator()
                try accumulator.merge(other)
                shards[index] = accumulator.summary()
            }
            #expect(shards[0] == expected)
        }
    }

    @Test func everyWayInGivesTheSameTotals() throws {
        let sum = try BoundedSum<Double>(epsilon: 1, lowerBound: -40, upperBound: 60)
        let variance = try BoundedVariance<Int>(
            epsilon: 1, lowerBound: Int.min, upperBound: Int.max)
        let entries = Self.entries(1300, seed: 3)
        var oneByOne = sum.makeAccumulator()
        for entry in entries { oneByOne.addEntry(entry) }
        let expected = oneByOne.summary()
        var array = sum.makeAccumulator()
        array.addEntries(entries)
        let arraySummary = array.summary()
        #expect(arraySummary == expected)
        var span = sum.makeAccumulator()
        span.addEntries(entries.span)
        let spanSummary = span.summary()
        #expect(spanSummary == expected)
        var lazySequence = sum.makeAccumulator()
        lazySequence.addEntries(entries.lazy.map { $0 })
        let lazySequenceSummary = lazySequence.summary()
        #expect(lazySequenceSummary == expected)
        var stream = sum.makeAccumulator()
        var iterator = entries.makeIterator()
        stream.addEntries(AnySequence { AnyIterator { iterator.next() } })
        let streamSummary = stream.summary()
        #expect(streamSummary == expected)
        var buffer = sum.makeAccumulator()
        entries.withUnsafeBufferPointer { buffer.addEntries($0) }
        let bufferSummary = buffer.summary()
        #expect(bufferSummary == expected)

        var source = TestWords(state: 4)
        let integers =
            (0..<1000).map { _ in Int(truncatingIfNeeded: source.next()) } + [.min, .max, 0]
        var batch = variance.makeAccumulator()
        batch.addEntries(integers)
        var single = variance.makeAccumulator()
        for integer in integers { single.addEntry(integer) }
        let batchSummary = batch.summary()
        let singleSummary = single.summary()
        #expect(batchSummary == singleSummary)
    }

    /// D1: a million of 10^6 doesn't wrap, in any statistic.
    @Test func aMillionLargeIntegersDoNotWrapD1() throws {
        let million = [Int32](repeating: 1_000_000, count: 2148)
        let mean = try BoundedMean<Int32>(epsilon: 1e6, lowerBound: 0, upperBound: 1_000_000)
        #expect(abs(mean.quickResult(million) - 1_000_000) < 1)
        let sum = try BoundedSum<Int32>(epsilon: 1e6, lowerBound: 0, upperBound: 1_000_000)
        #expect(abs(sum.quickResult(million) - 2_148_000_000) < 100)
        let extreme = try BoundedSum<Int>(epsilon: 1, lowerBound: 0, upperBound: .max)
        #expect(extreme.quickResult([Int](repeating: .max, count: 1 << 20)) == .max)
        let copies = [Int](repeating: .max, count: 1 << 20)
        var accumulator = extreme.makeAccumulator()
        accumulator.addEntries(copies)
        let state = accumulator.summary().state
        #expect(state.sum == Int128(Int.max) << 20)
    }

    @Test(arguments: [-0x1p40, 0x1p40])
    func aMillionCopiesOfABoundDoNotWrap(bound: Double) throws {
        let variance = try BoundedVariance<Double>(
            epsilon: 1e9, lowerBound: -0x1p40, upperBound: 0x1p40)
        let copies = [Double](repeating: bound, count: 1 << 20)
        var accumulator = variance.makeAccumulator()
        accumulator.addEntries(copies)
        let state = accumulator.summary().state
        #expect(state.sum == Int128(copies.count) * variance.noiseFreeIndex(of: bound))
        #expect(variance.exactTotals(state).filter { $0 != 0 }.count == 1)
    }

    /// Rounding to the grid biases a sum by at most half a step an entry, and the step by the noise: at 10^8 entries it
    /// stays below 9.1e-5 of the noise's scale (a step is below 2^-39 of it).
    @Test func roundingBiasIsAtMostHalfAStepAnEntry() throws {
        for epsilon in [0.1, 1, 1e3] {
            let sum = try BoundedSum<Double>(epsilon: epsilon, lowerBound: -40, upperBound: 60)
            let step = Rational(1).scaled(byPowerOfTwo: sum._grid.exponent)
            var source = TestWords(state: 8)
            let entries = (0..<1000).map { _ in Double.random(in: -40...60, using: &source) }
            var accumulator = sum.makeAccumulator()
            accumulator.addEntries(entries)
            let exact = entries.reduce(Rational.zero) { $0 + Rational(exactly: $1) }
            let onGrid = Rational(accumulator.summary().state.sum) * step
            let bias = max(exact - onGrid, onGrid - exact)
            #expect(bias <= Rational(500) * step && bias > .zero)
            let scale = Rational(exactly: 60) / Rational(decimal: epsilon)
            #expect(
                epsilon > 64 || step * Rational(50_000_000) <= scale * Rational(decimal: 9.1e-5))
        }
    }

    /// D14: NaN is skipped by every aggregation over values; `Count` counts entries.
    @Test func nanIsSkippedAndInfinityIsClampedD14() throws {
        let mean = try BoundedMean<Double>(epsilon: 1e9, lowerBound: 0, upperBound: 10)
        #expect(abs(mean.quickResult([.nan, 4, .nan, 4]) - 4) < 1e-3)
        #expect(abs(mean.quickResult([.infinity, -.infinity]) - 5) < 1e-3)
        #expect(try Count(epsilon: 1e9).quickResult([Double.nan, 1, .nan]) == 3)
        let floats = try BoundedSum<Float>(epsilon: 1e9, lowerBound: 0, upperBound: 10)
        #expect(abs(floats.quickResult([.nan, 4, -.infinity]) - 4) < 1e-3)
    }

    @Test func anEmptyInputIsAnsweredWithNoise() throws {
        let mean = try BoundedMean<Double>(epsilon: 1, lowerBound: 10, upperBound: 60)
        // Over a third of the answers lie inside the bounds; fewer than 10 of 300 would be off by 10 standard deviations.
        let drawn = Set((0..<300).map { _ in mean.quickResult([Double]()) })
        #expect(drawn.count > 10 && drawn.allSatisfy { (10...60).contains($0) })
        #expect(
            try BoundedVariance<Double>(epsilon: 1, lowerBound: 10, upperBound: 60).quickResult([])
                <= 625)
        _ = try Count(epsilon: 1).quickResult([Int]())
        _ = try BoundedSum<Int>(epsilon: 1, lowerBound: 0, upperBound: 3).quickResult([Int]())
    }
}

extension BoundedVariance where Entry == Double {
    func noiseFreeIndex(of entry: Double) -> Int128 { entry._index(on: _grid)! }
}
