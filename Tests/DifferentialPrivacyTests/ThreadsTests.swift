import Testing

@testable import DifferentialPrivacy

/// Several threads give the bits of one.
@Suite struct ThreadsTests {
    /// Enough for three threads, and no multiple of anything.
    static let entries: [Double] = {
        var source = TestWords(state: 21)
        let some = (0..<4099).map { _ in ExactSensitivityTests.entry(-40, 60, &source) }
        return (0..<200).flatMap { _ in some }
    }()

    @Test(arguments: [1, 2, 3, 5, 64, 1000, Int.max])
    func anyNumberOfThreadsGivesTheBitsOfOne(threads: Int) throws {
        let sum = try BoundedSum<Double>(epsilon: 1, lowerBound: -40, upperBound: 60)
        let variance = try BoundedVariance<Double>(epsilon: 1, lowerBound: -40, upperBound: 60)
        for count in [0, 1, 1000, 1 << 18, (1 << 19) - 1, 1 << 19, Self.entries.count] {
            let part = Self.entries[..<count]
            var alone = sum.makeAccumulator()
            alone.addEntries(part)
            var together = sum.makeAccumulator()
            together.addEntries(part.span, threads: threads)
            let (one, several) = (alone.summary(), together.summary())
            #expect(one == several && one.state.count >= UInt64(count / 2))
            var squaresAlone = variance.makeAccumulator()
            squaresAlone.addEntries(part)
            var squaresTogether = variance.makeAccumulator()
            part.withUnsafeBufferPointer { squaresTogether.addEntries($0, threads: threads) }
            let (oneWithSquares, severalWithSquares) = (
                squaresAlone.summary(), squaresTogether.summary()
            )
            #expect(oneWithSquares == severalWithSquares)
        }
    }

    @Test func everyNumberTypeTakesThreads() throws {
        let integers = Self.entries.map { $0.isNaN ? 0 : Int(max(-100, min(100, $0))) }
        func agree<A: NumericAggregation>(_ aggregation: A, _ entries: [A.Entry]) -> Bool {
            var alone = aggregation.makeAccumulator()
            alone.addEntries(entries)
            var together = aggregation.makeAccumulator()
            together.addEntries(entries.span, threads: 3)
            return alone.summary() == together.summary()
        }
        let (low, high) = (-40, 60)
        #expect(
            agree(try BoundedMean(epsilon: 1, lowerBound: low, upperBound: high), integers))
        #expect(
            agree(
                try BoundedVariance(epsilon: 1, lowerBound: Int64(low), upperBound: Int64(high)),
                integers.map(Int64.init)))
        #expect(
            agree(
                try BoundedSum(epsilon: 1, lowerBound: Int32(low), upperBound: Int32(high)),
                integers.map(Int32.init)))
        #expect(
            agree(
                try BoundedMean(epsilon: 1, lowerBound: Float(low), upperBound: Float(high)),
                Self.entries.map(Float.init)))
    }

    /// The way of asynchronous code: child tasks and summaries.
    @Test func tasksThatMergeSummariesGiveTheBitsOfOne() async throws {
        let mean = try BoundedMean<Double>(epsilon: 1, lowerBound: -40, upperBound: 60)
        let entries = Self.entries
        var alone = mean.makeAccumulator()
        alone.addEntries(entries)
        let summaries = await withTaskGroup(of: Summary<BoundedMean<Double>>.self) { group in
            for part in 0..<4 {
                group.addTask {
                    var accumulator = mean.makeAccumulator()
                    let size = (entries.count + 3) / 4
                    accumulator.addEntries(entries.dropFirst(part * size).prefix(size))
                    return accumulator.summary()
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        var together = mean.makeAccumulator()
        for summary in summaries { try together.merge(summary) }
        let (one, several) = (alone.summary(), together.summary())
        #expect(one == several)
    }
}
