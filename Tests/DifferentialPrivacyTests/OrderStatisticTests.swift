import Foundation
import Testing

@testable import DifferentialPrivacy

/// Median, percentile, minimum, maximum: what they find, and that the choice among leaves is private.
@Suite struct OrderStatisticTests {
    static let certain = 1e9

    @Test func withoutNoiseTheyAreTheEntriesThemselves() throws {
        let entries = (1...99).map { Double($0) + 0.25 }
        let (lower, upper) = (0.0, 100.0)
        let epsilon = Self.certain
        let median = try Median(epsilon: epsilon, lowerBound: lower, upperBound: upper)
        #expect(median.quickResult(entries) == 50.25)
        for (share, expected) in [(0.05, 5.25), (0.255, 26.25), (0.9, 90.25)] {
            let percentile = try Percentile(
                epsilon: epsilon, percentile: share, lowerBound: lower, upperBound: upper)
            #expect(percentile.quickResult(entries) == expected)
            #expect(percentile.percentile == share)
        }
        let min = try Min(epsilon: epsilon, lowerBound: lower, upperBound: upper)
        #expect(min.quickResult(entries) == 1.25)
        let max = try Max(epsilon: epsilon, lowerBound: lower, upperBound: upper)
        #expect(max.quickResult(entries) == 99.25)
    }

    /// D7: percentiles of integers are answered, and by integers, as the other order statistics.
    @Test func statisticsOfIntegersAreIntegersD7() throws {
        let entries = Array(1...1000)
        let ninety: Int = try Percentile(
            epsilon: 10, percentile: 0.9, lowerBound: 0, upperBound: 2000
        ).quickResult(entries)
        #expect(abs(ninety - 900) < 50)
        let median: Int = try Median(epsilon: 10, lowerBound: 0, upperBound: 2000)
            .quickResult(entries)
        #expect(abs(median - 500) < 50)
        let min: Int = try Min(epsilon: 10, lowerBound: 0, upperBound: 2000).quickResult(entries)
        #expect(min < 50)
        let max: Int = try Max(epsilon: 10, lowerBound: 0, upperBound: 2000).quickResult(entries)
        #expect(max > 950)
    }

    @Test func zeroAndOneArePercentilesOfTheEnds() throws {
        let low = try Percentile<Int>(epsilon: 0.5, percentile: 0, lowerBound: 0, upperBound: 9)
        let high = try Percentile<Int>(epsilon: 0.5, percentile: 1, lowerBound: 0, upperBound: 9)
        let min = try Min<Int>(epsilon: 0.5, lowerBound: 0, upperBound: 9)
        let max = try Max<Int>(epsilon: 0.5, lowerBound: 0, upperBound: 9)
        #expect(low._order == min._order && high._order == max._order)
        #expect(min._order.selection.rank == .fromBelow(12))
    }

    @Test func everyEntryIsAnsweredAndNothingTraps() throws {
        for epsilon in [0x1p-50, 1e-3, 1, 1e17, 1e308] {
            for entries in [[], [.nan], [.infinity, -.infinity], [5]] as [[Double]] {
                for resolution in [nil, 0.1, 7, 10, 1e-300] {
                    let percentile = try Percentile<Double>(
                        epsilon: epsilon, percentile: 0.3, lowerBound: 0, upperBound: 10,
                        resolution: resolution, maxPartitionsContributed: 3,
                        maxContributionsPerPartition: 7)
                    #expect((0...10).contains(percentile.quickResult(entries)))
                }
            }
        }
        for (lower, upper) in [(-0x1p960, 0x1p960), (0, 0x1p-950), (1, 1.0.nextUp)] {
            let median = try Median(epsilon: 1, lowerBound: lower, upperBound: upper)
            #expect((lower...upper).contains(median.quickResult([lower])))
            let quantiles = try Quantiles(
                [0, 0.5, 1], epsilon: 1, lowerBound: lower, upperBound: upper)
            let answer = quantiles.quickResult([upper, upper])
            let interval = answer.interval(0.5)
            #expect(lower <= interval.lowerBound && interval.upperBound <= upper)
            #expect(answer.values.allSatisfy { (lower...upper).contains($0) })
        }
        let wide = try Median<Int>(
            epsilon: 1, lowerBound: .min, upperBound: .max, maxPartitionsContributed: .max,
            maxContributionsPerPartition: .max)
        _ = wide.quickResult([.min, .max, 0])
    }

    @Test func answersAreMultiplesOfTheResolution() throws {
        let median = try Median(epsilon: 0.5, lowerBound: 10.0, upperBound: 60, resolution: 0.1)
        for _ in 0..<30 {
            let answer = median.quickResult([22.5, 31.2])
            #expect(answer == (answer * 10).rounded() / 10)
        }
        let even = try Median(epsilon: 0.5, lowerBound: 31, upperBound: 200, resolution: 2)
        for _ in 0..<30 { #expect(even.quickResult([72]).isMultiple(of: 2)) }
    }

    /// The roundest number of a leaf lies in it, for every leaf.
    @Test func roundNumbersLieInTheirLeaves() throws {
        for (lower, upper) in [(30.0, 200.0), (-7.77, 3.33), (0.1, 0.3), (1e9, 1e9 + 1), (0, 1e15)]
        {
            let grid = try Double._leaves(lower: lower, upper: upper, leaves: 4096)
            let numbers = (0..<4096).map { Double._roundNumber(inLeaf: $0, of: grid) }
            #expect(numbers.enumerated().allSatisfy { grid.leaf(ofReal: $1) == $0 })
        }
        for (lower, upper) in [(30, 200), (-3, 65_533), (.min, .max), (0, 1)] as [(Int, Int)] {
            let leaves = Int._mostLeaves(lower: lower, upper: upper, wanted: 4096)
            let grid = try Int._leaves(lower: lower, upper: upper, leaves: leaves)
            let numbers = (0..<leaves).map { Int._roundNumber(inLeaf: $0, of: grid) }
            #expect(numbers.enumerated().allSatisfy { grid.leaf(ofInteger: Int64($1)) == $0 })
        }
        let grid = try Double._leaves(lower: 10, upper: 60, leaves: 65_536)
        for number in [10, 28.6, 31.25, 47, 59.9, 60] {
            #expect(Double._roundNumber(inLeaf: grid.leaf(ofReal: number), of: grid) == number)
        }
    }

    /// The exact law of permute-and-flip: of the candidates that show heads, each as likely.
    static func law(_ steps: [UInt64], rate: Double) -> [Double] {
        let heads = steps.map { exp(-rate * Double($0)) }
        var masses = [Double](repeating: 0, count: steps.count)
        for subset in 1..<1 << steps.count {
            var mass = 1.0
            for (index, p) in heads.enumerated() { mass *= subset >> index & 1 == 1 ? p : 1 - p }
            for index in heads.indices where subset >> index & 1 == 1 {
                masses[index] += mass / Double(subset.nonzeroBitCount)
            }
        }
        return masses
    }

    static func ranks(_ epsilon: Double) throws -> [QuantileSelection] {
        let limits = try ContributionLimits(
            maxPartitionsContributed: 1, maxContributionsPerPartition: 1)
        let ranks: [QuantileRank] =
            [0.5, 0.25, 0.9, 0.013].map { .share(UInt64($0 * Double(QuantileRank.whole))) }
            + [.fromBelow(1), .fromBelow(2), .fromAbove(1), .fromAbove(3)]
        return try ranks.map {
            QuantileSelection(rank: $0, epsilon: try Epsilon(epsilon), limits: limits)
        }
    }

    /// The largest ε that any outcome shows, over all data sets of up to 4 entries in 4 leaves and one entry more.
    static func largestLoss(_ selection: QuantileSelection, rate: Double) -> Double {
        var largest = 0.0
        let copies: [UInt16] = [1, 1, 1, 1]
        for code in 0..<625 {
            var counts = _LeafCounts(leaves: 4)
            var rest = code
            for leaf in 0..<4 {
                for _ in 0..<rest % 5 { counts.add(leaf: leaf) }
                rest /= 5
            }
            if counts.total > 4 { continue }
            let here = law(selection.steps(of: counts, copies: copies), rate: rate)
            for leaf in 0..<4 {
                var more = counts
                more.add(leaf: leaf)
                let there = law(selection.steps(of: more, copies: copies), rate: rate)
                for (a, b) in zip(here, there) { largest = max(largest, abs(log(a / b))) }
            }
        }
        return largest
    }

    /// Exact probabilities, no statistics.
    @Test(arguments: [0.1, 1, 3])
    func theChoiceIsPrivateOverAllSmallDataSets(epsilon: Double) throws {
        for selection in try Self.ranks(epsilon) {
            let rate = selection.coins.rate.approximation
            let loss = Self.largestLoss(selection, rate: rate)
            #expect(loss <= epsilon * (1 + 1e-9), "\(selection.rank)")
            // Not wasted either; and a rate twice as large would be found out.
            #expect(loss > epsilon * 0.5, "\(selection.rank)")
            #expect(Self.largestLoss(selection, rate: 2 * rate) > epsilon, "\(selection.rank)")
        }
    }

    @Test func contributionsDivideTheRate() throws {
        let one = try Median<Int>(epsilon: 1, lowerBound: 0, upperBound: 9)
        let many = try Median<Int>(
            epsilon: 1, lowerBound: 0, upperBound: 9, maxPartitionsContributed: 3,
            maxContributionsPerPartition: 5)
        #expect(
            many._order.selection.coins.rate * Rational(15) == one._order.selection.coins.rate)
        // A median's distance moves by half an entry, up or down: ε for each entry between.
        #expect(one._order.selection.coins.rate == Rational.one.scaled(byPowerOfTwo: -32))
        #expect(one.event == PrivacyEvent(.approximate(epsilon: .one, delta: .zero)))
    }

    @Test func summariesCarryTheParameters() throws {
        let percentile = try Percentile<Int>(
            epsilon: 1, percentile: 0.9, lowerBound: 0, upperBound: 200)
        var accumulator = percentile.makeAccumulator()
        accumulator.addEntries([1, 5, 200, 999])
        let summary = accumulator.summary()
        let bytes = summary.serialized()
        #expect(try Summary(serialized: bytes, for: percentile) == summary)
        let others = [
            try Percentile<Int>(epsilon: 1, percentile: 0.8, lowerBound: 0, upperBound: 200),
            try Percentile<Int>(
                epsilon: 1, percentile: 0.9, lowerBound: 0, upperBound: 200, resolution: 2),
            try Percentile<Int>(epsilon: 1, percentile: 0.9, lowerBound: 0, upperBound: 201),
        ]
        for other in others {
            #expect(throws: SummaryError.differentParameters) {
                _ = try Summary(serialized: bytes, for: other)
            }
        }
        #expect(throws: SummaryError.differentStatistic) {
            _ = try Summary(
                serialized: bytes, for: Median<Int>(epsilon: 1, lowerBound: 0, upperBound: 200))
        }
        let codes = [
            Quantiles<Int>._code, Median<Int>._code, Percentile<Int>._code, Min<Int>._code,
            Max<Int>._code,
        ]
        #expect(codes == [6, 7, 8, 9, 10])
    }
}
