import Testing

@testable import DifferentialPrivacy

/// Every subset of a small data set against every one that has one entry more: the strategy of Google's library.
@Suite struct PowersetTests {
    private func check<A: EntryAggregation>(_ description: A, _ entries: [A.Entry]) {
        let audit = GreyBoxAudit<A, A.Entry>(
            description: description, partitions: 1, entries: 1, add: { $0.addEntries($1) })
        #expect(audit.violation(powersetOf: entries) == nil)
    }

    @Test func subsetsOfDoubles() throws {
        let entries = [-1, 2.5, .infinity, .nan, -0.0, 0x1p-1030]
        let (lower, upper) = (-1.0, 2.5)
        check(try BoundedSum(epsilon: 1, lowerBound: lower, upperBound: upper), entries)
        check(try BoundedMean(epsilon: 1, lowerBound: lower, upperBound: upper), entries)
        check(try BoundedVariance(epsilon: 1, lowerBound: lower, upperBound: upper), entries)
        check(
            try Quantiles(
                [0.5], epsilon: 1, lowerBound: lower, upperBound: upper, treeHeight: 2,
                branchingFactor: 2),
            entries)
    }

    @Test func subsetsOfIntegers() throws {
        let entries: [Int] = [.min, .max, 0, -1, 7, 7]
        for (lower, upper): (Int, Int) in [(.min, .max), (-3, 4)] {
            check(try BoundedSum(epsilon: 1, lowerBound: lower, upperBound: upper), entries)
            check(try BoundedMean(epsilon: 1, lowerBound: lower, upperBound: upper), entries)
            check(try BoundedVariance(epsilon: 1, lowerBound: lower, upperBound: upper), entries)
        }
        check(try BoundedSum<Int>.automaticBounds(epsilon: 1, threshold: .count(1)), entries)
    }
}
