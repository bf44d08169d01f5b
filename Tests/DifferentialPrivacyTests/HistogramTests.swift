import DifferentialPrivacy
import Testing

@Suite struct HistogramTests {
    @Test func parametersOutOfRangeAreRefused() {
        let cases: [(() throws -> Void, ParameterError.Parameter, ParameterError.Rule)] = [
            ({ _ = try Histogram(epsilon: 1, categories: [Int]()) }, .categories, .atLeastOne),
            ({ _ = try Histogram(epsilon: 1, categories: [1, 2, 1]) }, .categories, .distinct),
            (
                { _ = try Histogram(epsilon: 1, axes: [["a", "b"], []]) }, .categories, .atLeastOne
            ),
            (
                { _ = try Histogram(epsilon: 1, axes: [["a", "a"], ["b"]]) }, .categories, .distinct
            ),
            (
                {
                    let axis = (0..<300).map { "\($0)" }
                    _ = try Histogram(epsilon: 1, axes: [axis, axis, axis])
                }, .categories, .notBeyondTwoTo24
            ),
            (
                {
                    _ = try Histogram(epsilon: 1, categories: [1], maxPartitionsContributed: 0)
                }, .maxPartitionsContributed, .atLeastOne
            ),
            (
                {
                    _ = try Histogram(epsilon: 1, categories: [1], maxContributionsPerPartition: 0)
                }, .maxContributionsPerPartition, .atLeastOne
            ),
            (
                { _ = try Histogram(epsilon: 1, categories: [1], noise: .gaussian(delta: 0)) },
                .delta, .betweenZeroAndOne
            ),
        ]
        for (make, parameter, rule) in cases {
            let error = #expect(throws: ParameterError.self) { try make() }
            #expect(error?.parameter == parameter && error?.rule == rule)
        }
    }

    /// At ε = 1000 no noise remains: every count is exact but for e^-999 a cell.
    @Test func entriesAreCountedByCategory() throws {
        let histogram = try Histogram(epsilon: 1000, categories: ["a", "b", "c"])
        let counts = histogram.quickResult(["b", "a", "b", "elsewhere", "b"])
        #expect(counts.counts == [1, 3, 0] && counts["b"] == 3 && counts["elsewhere"] == nil)
        #expect(counts.intervals.isEmpty && counts.interval(of: "a") == nil)

        let cells = try Histogram(epsilon: 1000, axes: [["f", "m"], ["young", "old", "?"]])
        #expect(cells.categories.count == 6 && cells.categories[1] == ["f", "old"])
        let table = cells.quickResult([["m", "young"], ["f", "old"], ["m", "young"], ["m"]])
        #expect(table[["m", "young"]] == 2 && table[["f", "old"]] == 1)
        #expect(table.counts == [0, 1, 0, 2, 0, 0])
    }

    @Test func shardsMergeAndTravelAsBytes() throws {
        let histogram = try Histogram(
            epsilon: 1000, categories: [10, 20, 30], noise: .leastVariance(delta: 1e-6))
        func bytes() -> [UInt8] {
            var shard = histogram.makeAccumulator()
            shard.addEntries([10, 30, 30])
            return shard.summary().serialized()
        }
        func merged(_ other: Histogram<Int>) throws -> Release<HistogramCounts<Int>> {
            var accumulator = other.makeAccumulator()
            accumulator.addEntry(20)
            try accumulator.merge(Summary(serialized: bytes(), for: other))
            return accumulator.release(confidenceLevel: 0.95)
        }
        let release = try merged(histogram)
        #expect(release.value.counts == [1, 1, 2] && release.value.intervals.count == 3)
        #expect(release.event == histogram.event)
        // Other categories, another order, other noise.
        for other in try [
            Histogram(epsilon: 1000, categories: [10, 20, 31], noise: .leastVariance(delta: 1e-6)),
            Histogram(epsilon: 1000, categories: [20, 10, 30], noise: .leastVariance(delta: 1e-6)),
            Histogram(epsilon: 1000, categories: [10, 20, 30]),
        ] {
            #expect(throws: SummaryError.self) { _ = try merged(other) }
        }
    }

    @Test func theNoiseFollowsTheLimits() throws {
        let plain = try Histogram(epsilon: 0.5, categories: [1, 2, 3])
        let wide = try Histogram(
            epsilon: 0.5, categories: [1, 2, 3], maxPartitionsContributed: 2,
            maxContributionsPerPartition: 4)
        let everywhere = try Histogram(
            epsilon: 0.5, categories: [1, 2, 3], maxPartitionsContributed: 1000)
        func radius(_ histogram: Histogram<Int>) -> Double {
            histogram.noiseConfidenceInterval(confidenceLevel: 0.95).upperBound
        }
        #expect(abs(radius(wide) / radius(plain) - 8) < 1)
        // Nobody is in more categories than there are.
        #expect(abs(radius(everywhere) / radius(plain) - 3) < 0.5)
        let gaussian = try Histogram(
            epsilon: 0.5, categories: Array(0..<100), maxPartitionsContributed: 100,
            noise: .gaussian(delta: 1e-6))
        let laplace = try Histogram(
            epsilon: 0.5, categories: Array(0..<100), maxPartitionsContributed: 100)
        #expect(radius(gaussian) < radius(laplace) && gaussian.delta == 1e-6 && laplace.delta == 0)
    }

    /// 4,000 intervals at 0.9: between 0.86 and 0.96 hold (8 standard errors, 1e-15; Laplace on integers covers more).
    @Test func intervalsCover() throws {
        for noise in [Noise.laplace, .gaussian(delta: 1e-5)] {
            let histogram = try Histogram(
                epsilon: 0.2, categories: Array(0..<40), maxPartitionsContributed: 3, noise: noise)
            var covered = 0
            for _ in 0..<100 {
                var accumulator = histogram.makeAccumulator()
                accumulator.addEntries([0, 1, 1])
                let release = accumulator.release(confidenceLevel: 0.9)
                for category in 0..<40 {
                    let truth = [1.0, 2][category, default: 0]
                    let interval = release.value.interval(of: category)!
                    if interval.lowerBound <= truth && truth <= interval.upperBound { covered += 1 }
                }
            }
            #expect(covered > 3440 && covered < 3840)
        }
    }

    /// Charged before a look, like every aggregation.
    @Test func aChargePaysForOneRelease() throws {
        let histogram = try Histogram(epsilon: 1, categories: ["x", "y"])
        var budget = try PrivacyBudget(epsilon: 1)
        func release(_ charge: consuming PrivacyCharge) throws -> Int {
            var accumulator = histogram.makeAccumulator()
            accumulator.addEntry("x")
            return try accumulator.release(paying: charge).value.counts.count
        }
        #expect(try release(budget.charge(histogram.event)) == 2)
        #expect(throws: BudgetError.self) { _ = try budget.charge(histogram.event) }
    }
}

extension [Double] {
    fileprivate subscript(place: Int, default value: Double) -> Double {
        place < count ? self[place] : value
    }
}
