import Testing

@testable import DifferentialPrivacy

@Suite struct QuantilesTests {
    /// Practically no noise.
    static let certain = 1e9

    static func quantiles(
        _ shares: [Double] = [0.05, 0.25, 0.5, 0.75, 0.95], epsilon: Double = certain,
        _ lower: Double = 0, _ upper: Double = 100, height: Int = 4, branching: Int = 16,
        noise: Noise = .laplace
    ) -> Quantiles<Double> {
        try! Quantiles(
            shares, epsilon: epsilon, lowerBound: lower, upperBound: upper, treeHeight: height,
            branchingFactor: branching, noise: noise)
    }

    @Test func withoutNoiseTheyAreTheEntriesThemselves() {
        let entries = (1...99).map { Double($0) + 0.25 }
        let answer = Self.quantiles().quickResult(entries)
        #expect(answer.values == [5.25, 25.25, 50.25, 75.25, 95.25])
        #expect(answer.value(0.3) == 30.25)
        #expect(answer.value(0) == 1.25 && answer.value(1) == 99.25)
        #expect(answer.quantiles == [0.05, 0.25, 0.5, 0.75, 0.95])
    }

    @Test(arguments: [(1, 1024), (2, 256), (3, 40), (4, 16), (8, 4), (16, 2)])
    func everyShapeOfTreeFindsThem(height: Int, branching: Int) {
        let entries = (0..<200).map { Double($0 % 50) + 20 }
        let quantiles = Self.quantiles([0.3, 0.5, 0.9], height: height, branching: branching)
        // The leaf's roundest number is the entry where leaves are narrow enough.
        #expect(quantiles.quickResult(entries).values == [34, 44, 64])
        #expect(quantiles.treeHeight == height && quantiles.branchingFactor == branching)
    }

    @Test func integersGiveIntegers() throws {
        let quantiles = try Quantiles<Int>(
            [0.5, 0.9], epsilon: Self.certain, lowerBound: -50, upperBound: 200)
        let answer: [Int] = quantiles.quickResult(Array(-20...80)).values
        #expect(answer == [30, 70])
        let wide = try Quantiles<Int64>(
            [0, 0.5, 1], epsilon: Self.certain, lowerBound: .min, upperBound: .max)
        let ends = wide.quickResult([.min, .min, .max]).values
        #expect(ends[1] < ends[2] && ends[2] > .max - 1 << 48)
    }

    @Test func answersNeverFallAsTheShareGrows() {
        let shares = (0...40).map { Double($0) / 40 }
        let entries = (0..<300).map { Double($0 * 7919 % 100) }
        for epsilon in [0.01, 1] {
            for noise in [Noise.laplace, .gaussian(delta: 1e-6)] {
                for data in [entries, [], [50]] {
                    let answer = Self.quantiles(shares, epsilon: epsilon, noise: noise)
                        .quickResult(data)
                    #expect(zip(answer.values, answer.values.dropFirst()).allSatisfy(<=))
                    #expect(answer.values.allSatisfy { $0 >= 0 && $0 <= 100 })
                }
            }
        }
    }

    /// D5: one node's noise covers l0 · height nodes with linf entries each, in the right order: exchanging the two would
    /// give Gaussian noise √(linf/l0) times too small.
    @Test func contributionLimitsKeepTheirOrderD5() throws {
        func scale(_ l0: Int, _ linf: Int, _ noise: Noise) throws -> Double {
            let quantiles = try Quantiles<Double>(
                [0.5], epsilon: 1, lowerBound: 0, upperBound: 1, maxPartitionsContributed: l0,
                maxContributionsPerPartition: linf, noise: noise)
            switch quantiles.event.mechanism {
            case .gaussian(_, _, let deviation, let sensitivity):
                #expect(
                    abs(sensitivity.approximation - Double(4 * l0).squareRoot() * Double(linf))
                        < 1e-9)
                return deviation.approximation
            case .discreteLaplace(_, let sensitivity, let scale, _):
                #expect(sensitivity == Rational(4 * l0 * linf))
                return scale.approximation
            default: return .nan
            }
        }
        let noise = Noise.gaussian(delta: 1e-5)
        let ratio = try scale(1, 25, noise) / scale(25, 1, noise)
        #expect(abs(ratio - 5) < 1e-6)
        #expect(try scale(2, 9, .laplace) == 72 && scale(9, 2, .laplace) == 72)
        // The interval uses the same noise: with linf entries a unit it is wider by as much.
        let entries = (0..<50_000).map { Double($0 % 1000) / 1000 }
        func width(_ l0: Int, _ linf: Int) throws -> Double {
            let quantiles = try Quantiles<Double>(
                [0.5], epsilon: 1, lowerBound: 0, upperBound: 1, maxPartitionsContributed: l0,
                maxContributionsPerPartition: linf, noise: noise)
            let interval = quantiles.quickResult(entries).interval(0.5)
            return interval.upperBound - interval.lowerBound
        }
        let widths = try width(1, 25) / width(25, 1)
        #expect(widths > 2.5 && widths < 10)
    }

    /// D6: 500 × 24.9 and 500 × 31.2: asking for intervals first doesn't turn the 0.9-quantile into 30.
    @Test func readingNeverWritesD6() {
        let entries = [Double](repeating: 24.9, count: 500) + [Double](repeating: 31.2, count: 500)
        for _ in 0..<5 {
            let answer = Self.quantiles([0.3, 0.9], epsilon: 1).quickResult(entries)
            let before = answer
            let median = answer.interval(0.5)
            #expect(median.lowerBound <= median.upperBound)
            _ = answer.value(0.1)
            _ = answer.interval(0.9)
            #expect(answer == before)
            #expect(answer.values == [24.9, 31.2])
            #expect(answer.value(0.9) == 31.2 && answer.value(0.3) == 24.9)
        }
    }

    /// D7: a merge of other parameters is an error and changes nothing.
    @Test func mergingOtherParametersIsAnErrorD7() throws {
        let mine = Self.quantiles([0.5], height: 2)
        let others = [
            Self.quantiles([0.5], 0, 99, height: 2), Self.quantiles([0.5], 1, 100, height: 2),
            Self.quantiles([0.5], epsilon: 2, height: 2), Self.quantiles([0.6], height: 2),
            Self.quantiles([0.5], height: 1, branching: 256), Self.quantiles([0.5], height: 3),
            Self.quantiles([0.5], height: 2, noise: .gaussian(delta: 1e-6)),
        ]
        for other in others {
            var accumulator = mine.makeAccumulator()
            accumulator.addEntry(3)
            var foreign = other.makeAccumulator()
            foreign.addEntry(4)
            let bytes = foreign.summary().serialized()
            do {
                try accumulator.merge(Summary(serialized: bytes, for: other))
                Issue.record("merged a summary with other parameters")
            } catch {
                #expect(error == .differentParameters)
            }
            #expect(throws: SummaryError.differentParameters) {
                _ = try Summary(serialized: bytes, for: mine)
            }
            let state = accumulator.summary().state
            #expect(state.total == 1)
        }
    }

    @Test func entriesOneByOneInBlocksAndOnThreadsGiveTheSameCounts() throws {
        var source = TestWords(state: 4)
        let entries = (0..<600_000).map { index in
            index % 1000 == 0 ? .nan : Double.random(in: -20...130, using: &source)
        }
        let quantiles = Self.quantiles()
        var single = quantiles.makeAccumulator()
        for entry in entries.prefix(20_000) { single.addEntry(entry) }
        var block = quantiles.makeAccumulator()
        block.addEntries(entries.prefix(20_000))
        let (one, many) = (single.summary(), block.summary())
        #expect(one == many && one.state.total == 19_980)

        var whole = quantiles.makeAccumulator()
        whole.addEntries(entries)
        var threaded = quantiles.makeAccumulator()
        entries.withUnsafeBufferPointer { threaded.addEntries($0, threads: 2) }
        var merged = quantiles.makeAccumulator()
        try merged.merge(many)
        for start in stride(from: 20_000, to: entries.count, by: 145_000) {
            var shard = quantiles.makeAccumulator()
            shard.addEntries(entries[start..<start + 145_000])
            try merged.merge(shard)
        }
        let expected = whole.summary()
        let (byThreads, byMerging) = (threaded.summary(), merged.summary())
        #expect(byThreads == expected && byMerging == expected)
    }

    /// The leaf of one entry is computed in Swift for single entries and in C for blocks.
    @Test func swiftAndCAgreeOnEveryBorder() throws {
        func check<Entry: EntryNumber>(_ entries: [Entry], _ lower: Entry, _ upper: Entry) throws {
            for (height, branching) in [(4, 16), (2, 1024), (1, 10), (1, 1 << 20)] {
                let quantiles = try Quantiles<Entry>(
                    [], epsilon: 1, lowerBound: lower, upperBound: upper, treeHeight: height,
                    branchingFactor: branching)
                var single = quantiles.makeAccumulator()
                for entry in entries { single.addEntry(entry) }
                var block = quantiles.makeAccumulator()
                block.addEntries(entries)
                let (one, other) = (single.summary(), block.summary())
                #expect(one == other, "\(lower) \(upper) \(height) \(branching)")
            }
        }
        let odd: [Double] = [
            .nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, 1e300, -1e300,
        ]
        for (lower, upper) in [(0.0, 49.0), (-7.77, 3.33), (1e9, 1e9 + 1), (0.1, 0.3)] {
            let borders = (0...4096).flatMap { index in
                let border = lower + Double(index) * (upper - lower) / 4096
                return [border.nextDown, border, border.nextUp]
            }
            try check(odd + borders, lower, upper)
            try check((odd + borders).map { Float($0) }, Float(lower), Float(upper).nextUp)
        }
        var source = TestWords(state: 8)
        let wide = (0..<5000).map { _ in Int64(bitPattern: source.next() >> (source.next() % 64)) }
        try check(wide, .min, .max)
        try check(wide, -3, 65_533)
        try check(wide.map { Int($0) }, 0, 170)
        try check(wide.map { Int32(truncatingIfNeeded: $0) }, .min, .max)
    }

    @Test func summariesComeBackAndHostileOnesAreRefused() throws {
        let quantiles = Self.quantiles([0.5], height: 2, branching: 8)
        var accumulator = quantiles.makeAccumulator()
        accumulator.addEntries([3, 50, 50, 99, .nan, .infinity])
        let summary = accumulator.summary()
        let bytes = summary.serialized()
        #expect(try Summary(serialized: bytes, for: quantiles) == summary)
        #expect(bytes.count == 16 + 8 * (9 + 64) + 16)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1 << UInt8(index % 8)
            #expect(throws: SummaryError.self) {
                _ = try Summary(serialized: changed, for: quantiles)
            }
        }
        for length in [0, 15, 16, 200, bytes.count - 1] {
            #expect(throws: SummaryError.self) {
                _ = try Summary(serialized: Array(bytes[..<length]), for: quantiles)
            }
        }
        // Right digests, impossible counts: too many, wrapping, too few leaves.
        for counts in [[1 << 61, 1], [.max, .max], [.max, 1], [1 << 61 + 1]] as [[UInt64]] {
            var state = _LeafCounts(leaves: 64)
            for (leaf, count) in counts.enumerated() { state.counts[leaf] = count }
            let forged = Summary(aggregation: quantiles, state: state).serialized()
            #expect(throws: SummaryError.damaged) {
                _ = try Summary(serialized: forged, for: quantiles)
            }
        }
        let small = Summary(aggregation: quantiles, state: _LeafCounts(leaves: 63)).serialized()
        #expect(throws: SummaryError.damaged) { _ = try Summary(serialized: small, for: quantiles) }
    }

    /// The capacity is public, and a full accumulator still releases.
    @Test func aFullAccumulatorRefusesMoreAndReleases() throws {
        let quantiles = Self.quantiles([0.5], epsilon: 1, height: 1)
        var accumulator = quantiles.makeAccumulator()
        accumulator.addEntry(50)
        var summary = accumulator.summary()
        for _ in 0..<61 {
            var doubled = summary.makeAccumulator()
            try doubled.merge(summary)
            summary = doubled.summary()
        }
        #expect(summary.state.total == 1 << 61)
        var full = summary.makeAccumulator()
        do {
            try full.merge(quantiles.makeAccumulator().summary())
            var one = quantiles.makeAccumulator()
            one.addEntry(1)
            try full.merge(one.summary())
            Issue.record("merged past the capacity")
        } catch {
            #expect(error == .capacityPassed)
        }
        let answer = full.result()
        #expect(answer.value(0.5) == 50)
        #expect(answer.interval(0.5).lowerBound <= 50 && answer.interval(0.5).upperBound >= 50)
        let median = try Median<Double>(epsilon: 1, lowerBound: 0, upperBound: 100)
        var counts = _LeafCounts(leaves: 1 << 16)
        counts.counts[1 << 15] = 1 << 61
        counts.total = 1 << 61
        #expect(median._release(counts, confidenceLevel: nil).value == 50)
    }

    @Test func consistentCountsAreTheNearestThatAddUp() throws {
        let shape = try TreeShape(height: 2, branching: 2)
        // Least squares by hand: z0 = (2·10 + (3 + 4))/3 = 9, z1 = (2·5 + 8)/3 = 6; what is left over is halved.
        let tree = ConsistentTree(shape: shape, noisy: [[10, 5], [3, 4, 8, 0]])
        #expect(tree.levels == [[9, 6], [4, 5, 7, -1]])
        #expect(
            ConsistentTree.nonnegative([4, 5, 7, -1], sum: 15)
                == [3, 4, 6, 0].map { $0 + 2.0 / 3 }
                .enumerated().map { $0.offset == 3 ? 0 : $0.element })
        #expect(ConsistentTree.nonnegative([-3, -1], sum: 1) == [0, 1])
    }

    @Test func parametersOutsideTheirRangesAreRefused() {
        func refused(
            _ parameter: ParameterError.Parameter, _ rule: ParameterError.Rule,
            _ make: () throws -> Void
        ) {
            let error = #expect(throws: ParameterError.self) { try make() }
            #expect(error?.parameter == parameter && error?.rule == rule)
        }
        func tree(_ height: Int, _ branching: Int) throws {
            _ = try Quantiles<Double>(
                [], epsilon: 1, lowerBound: 0, upperBound: 1, treeHeight: height,
                branchingFactor: branching)
        }
        for height in [0, -1, .min] { refused(.treeHeight, .atLeastOne) { try tree(height, 16) } }
        for factor in [1, 0, .min] {
            refused(.branchingFactor, .atLeastTwo) { try tree(4, factor) }
        }
        for (height, branching) in [(40, 16), (4, 33), (21, 2), (.max, 2), (1, .max), (2, 1025)] {
            refused(.branchingFactor, .leavesNotTooMany) { try tree(height, branching) }
        }
        #expect(throws: Never.self) { try tree(20, 2) }
        for share in [-0.1, 1.1, .nan, .infinity] {
            refused(.quantile, .fromZeroToOne) {
                _ = try Quantiles<Double>([0.5, share], epsilon: 1, lowerBound: 0, upperBound: 1)
            }
            refused(.quantile, .fromZeroToOne) {
                _ = try Percentile<Int>(
                    epsilon: 1, percentile: share, lowerBound: 0, upperBound: 1)
            }
        }
        refused(.bounds, .notTooFine) {
            _ = try Quantiles<Double>([], epsilon: 1, lowerBound: 0, upperBound: 0x1p-951)
        }
        refused(.bounds, .increasing) {
            _ = try Median<Int>(epsilon: 1, lowerBound: 5, upperBound: 5)
        }
        refused(.delta, .betweenZeroAndOne) {
            _ = try Quantiles<Int>(
                [], epsilon: 1, lowerBound: 0, upperBound: 9, noise: .gaussian(delta: 0))
        }
        refused(.maxPartitionsContributed, .noiseNotTooLarge) {
            _ = try Quantiles<Int>(
                [], epsilon: 1, lowerBound: 0, upperBound: 9, maxPartitionsContributed: .max)
        }
        // The range of these is beyond the largest Float.
        refused(.resolution, .positiveWithinBounds) {
            _ = try Median<Float>(
                epsilon: 1, lowerBound: -3e38, upperBound: 3e38, resolution: .infinity)
        }
        for resolution in [0, -1, 11, Double.nan, .infinity] {
            refused(.resolution, .positiveWithinBounds) {
                _ = try Median<Double>(
                    epsilon: 1, lowerBound: 0, upperBound: 10, resolution: resolution)
            }
        }
    }
}
