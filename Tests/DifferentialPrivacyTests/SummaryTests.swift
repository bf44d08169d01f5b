import Testing

@testable import DifferentialPrivacy

@Suite struct SummaryTests {
    let mean = try! BoundedMean<Double>(epsilon: 0.5, lowerBound: 10, upperBound: 60)

    private func summary() -> Summary<BoundedMean<Double>> {
        var accumulator = mean.makeAccumulator()
        accumulator.addEntries([22.5, 28.1, 31.2])
        return accumulator.summary()
    }

    @Test func bytesComeBackAsTheSameSummary() throws {
        let bytes = summary().serialized()
        #expect(try Summary(serialized: bytes, for: mean) == summary())
        let variance = try BoundedVariance<Int>(epsilon: 1, lowerBound: .min, upperBound: .max)
        var accumulator = variance.makeAccumulator()
        accumulator.addEntries([Int.min, .max, 3])
        let wide = accumulator.summary()
        #expect(try Summary(serialized: wide.serialized(), for: variance) == wide)
        let count = try Count(epsilon: 1)
        var counter = count.makeAccumulator()
        counter.addEntries(count: 1 << 40)
        let counted = counter.summary()
        #expect(try Summary(serialized: counted.serialized(), for: count) == counted)
    }

    /// The format is final: these bytes were written by version 1 and must always be read.
    @Test func theFormatStaysTheSame() throws {
        let bytes = summary().serialized()
        #expect(bytes.count == 16 + 8 * 10 + 16)
        #expect(
            Array(bytes[..<16]) == [0x44, 0x50, 0x53, 0x4d, 1, 3, 1, 0, 5, 0, 0, 0, 5, 0, 0, 0])
        #expect(Array(bytes[16..<24]) == [0, 0, 0, 0, 0, 0, 0xe0, 0x3f])  // 0.5
        #expect(Array(bytes[24..<32]) == [0, 0, 0, 0, 0, 0, 0x24, 0x40])  // 10
        #expect(Array(bytes[56..<64]) == [3, 0, 0, 0, 0, 0, 0, 0])  // entries
        #expect(
            bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
                == Self.versionOne)
    }

    static let versionOne =
        "4450534d010301000500000005000000000000000000e03f00000000000024400000000000004e40"
        + "01000000000000000100000000000000030000000000000099999999d1ffffffffffffffffffffff"
        + "00000000000000000000000000000000b61b8acc15bf96c1927aa42cae6c0968"

    /// D10: a summary with other parameters, of another statistic, or damaged is an error and changes nothing.
    @Test func foreignAndDamagedSummariesAreRefusedD10() throws {
        let bytes = summary().serialized()
        let others = [
            try BoundedMean<Double>(epsilon: 0.6, lowerBound: 10, upperBound: 60),
            try BoundedMean<Double>(epsilon: 0.5, lowerBound: 11, upperBound: 60),
            try BoundedMean<Double>(epsilon: 0.5, lowerBound: 10, upperBound: 61),
            try BoundedMean<Double>(
                epsilon: 0.5, lowerBound: 10, upperBound: 60, maxPartitionsContributed: 2),
            try BoundedMean<Double>(
                epsilon: 0.5, lowerBound: 10, upperBound: 60, maxContributionsPerPartition: 2),
        ]
        for other in others {
            #expect(throws: SummaryError.differentParameters) {
                _ = try Summary(serialized: bytes, for: other)
            }
            var accumulator = other.makeAccumulator()
            accumulator.addEntry(20)
            do {
                try accumulator.merge(summary())
                Issue.record("merged a summary with other parameters")
            } catch {
                #expect(error == .differentParameters)
            }
            let state = accumulator.summary().state
            #expect(state.count == 1)
        }
        #expect(throws: SummaryError.differentStatistic) {
            _ = try Summary(
                serialized: bytes,
                for: BoundedSum<Double>(epsilon: 0.5, lowerBound: 10, upperBound: 60))
        }
        #expect(throws: SummaryError.differentStatistic) {
            _ = try Summary(
                serialized: bytes,
                for: BoundedMean<Float>(epsilon: 0.5, lowerBound: 10, upperBound: 60))
        }
        #expect(throws: SummaryError.notASummary) { _ = try Summary(serialized: [], for: mean) }
        #expect(throws: SummaryError.notASummary) {
            _ = try Summary(serialized: [UInt8](repeating: 7, count: 200), for: mean)
        }
        var newer = bytes
        newer[4] = 2
        #expect(throws: SummaryError.unknownVersion(2)) {
            _ = try Summary(serialized: newer, for: mean)
        }
    }

    @Test func everyFlippedBitCutAndAddedByteIsFound() {
        let bytes = summary().serialized()
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                #expect(throws: SummaryError.self) {
                    _ = try Summary(serialized: changed, for: mean)
                }
            }
            #expect(throws: SummaryError.self) {
                _ = try Summary(serialized: Array(bytes[..<index]), for: mean)
            }
        }
        #expect(throws: SummaryError.self) { _ = try Summary(serialized: bytes + [0], for: mean) }
    }

    /// Forged bytes with a right digest: totals that no entries have are refused, and nothing traps.
    @Test func impossibleTotalsAreRefused() throws {
        let variance = try BoundedVariance<Int>(epsilon: 1, lowerBound: .min, upperBound: .max)
        let states: [_ExactTotals] = [
            .init(count: .max, sum: 0, squares: 0), .init(count: 1, sum: .max, squares: .max),
            .init(count: 0, sum: 1, squares: 1), .init(count: 1, sum: .min, squares: 0),
            .init(count: 1 << 34, sum: 1 << 80, squares: .max), .init(count: 2, sum: 5, squares: 1),
        ]
        for state in states {
            let forged = Summary(aggregation: variance, state: state).serialized()
            #expect(throws: SummaryError.damaged) {
                _ = try Summary(serialized: forged, for: variance)
            }
            let mean = try BoundedMean<Double>(epsilon: 1, lowerBound: 0, upperBound: 1)
            let other = Summary(aggregation: mean, state: state).serialized()
            #expect(throws: SummaryError.damaged) { _ = try Summary(serialized: other, for: mean) }
        }
        var source = TestWords(state: 99)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...130, using: &source)).map { _ in
                UInt8(truncatingIfNeeded: source.next())
            }
            #expect(throws: SummaryError.self) { _ = try Summary(serialized: bytes, for: variance) }
        }
    }

    /// The capacity is public: whether entries fit never depends on what they are.
    @Test(arguments: [Int.min, 5])
    func theCapacityDoesNotDependOnTheEntries(entry: Int) throws {
        let variance = try BoundedVariance<Int>(epsilon: 1, lowerBound: .min, upperBound: .max)
        var accumulator = variance.makeAccumulator()
        accumulator.addEntry(entry)
        var summary = accumulator.summary()
        for _ in 0..<34 {
            var doubled = summary.makeAccumulator()
            try doubled.merge(summary)
            summary = doubled.summary()
        }
        #expect(summary.state.count == 1 << 34)
        var full = summary.makeAccumulator()
        var one = variance.makeAccumulator()
        one.addEntry(Int.min)
        do {
            try full.merge(one.summary())
            Issue.record("merged past the capacity")
        } catch {
            #expect(error == .capacityPassed)
        }
    }

    @Test func mergingPastTheCapacityIsRefused() throws {
        let count = try Count(epsilon: 1)
        var full = count.makeAccumulator()
        full.addEntries(count: 1 << 61)
        let summary = full.summary()
        var accumulator = count.makeAccumulator()
        accumulator.addEntry()
        do {
            try accumulator.merge(summary)
            Issue.record("merged past the capacity")
        } catch {
            #expect(error == .capacityPassed)
        }
        let bytes = accumulator.memoryUsed
        #expect(bytes > 0)
    }
}
