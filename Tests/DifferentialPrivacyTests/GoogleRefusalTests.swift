import Testing

@testable import DifferentialPrivacy

/// Summaries of Google's library that can't be what they are read for, and what is limited to the possible.
@Suite struct GoogleRefusalTests {
    static let count = try! Count(epsilon: 1)
    static let sum = try! BoundedSum<Int>(epsilon: 1, lowerBound: 5, upperBound: 6)
    static let realSum = try! BoundedSum<Double>(epsilon: 1, lowerBound: -1, upperBound: 1)
    static let mean = try! BoundedMean<Int>(epsilon: 1, lowerBound: 5, upperBound: 6)
    static let realMean = try! BoundedMean<Double>(epsilon: 1, lowerBound: 5, upperBound: 6)
    static let variance = try! BoundedVariance<Int>(epsilon: 1, lowerBound: 5, upperBound: 6)

    /// python-dp makes an empty summary of the first four and takes 0 for what is missing or of another type.
    @Test func whatPythonDPTakesForEmptyIsRefused() throws {
        for garbage: [UInt8] in [[], [0x12, 0], Array("hello".utf8), [0], [0xff]] {
            #expect(throws: SummaryError.self) {
                try Summary(googleSerialized: garbage, for: Self.count)
            }
        }
        #expect(throws: SummaryError.notASummary) {
            try Summary(googleSerialized: [], for: Self.count)
        }
        #expect(throws: SummaryError.damaged) { try readGoogle(Self.count, Google.CountSummary()) }
        let four = Google.CountSummary(count: 4)
        #expect(throws: SummaryError.differentStatistic) {
            try readGoogle(Self.count, four, "BoundedSumSummary")
        }
        var anyone = Google.Summary(message: four.wire, name: "CountSummary").wire
        #expect(try Summary(googleSerialized: anyone, for: Self.count).state.count == 4)
        anyone[4] ^= 0x20
        #expect(try Summary(googleSerialized: anyone, for: Self.count).state.count == 4)
        let start = 4 + "type.googleapis.com/".utf8.count
        anyone[start] ^= 0x20
        #expect(throws: SummaryError.notASummary) {
            try Summary(googleSerialized: anyone, for: Self.count)
        }
        var sum = Google.BoundedSumSummary()
        #expect(throws: SummaryError.damaged) { try readGoogle(Self.sum, sum) }
        sum.positiveSums = [.init()]
        #expect(throws: SummaryError.damaged) { try readGoogle(Self.sum, sum) }
        sum.positiveSums = [.init(.real(5))]
        #expect(throws: SummaryError.differentStatistic) { try readGoogle(Self.sum, sum) }
        sum.positiveSums = [.init(.integer(1))]
        #expect(throws: SummaryError.differentStatistic) { try readGoogle(Self.realSum, sum) }
        for value in [Double.nan, .infinity, -.infinity, 0x1p1020] {
            sum.positiveSums = [.init(.real(value))]
            #expect(throws: SummaryError.self) { try readGoogle(Self.realSum, sum) }
        }
    }

    /// Automatic bounds have a sum a bin: another description.
    @Test func automaticBoundsAreRefused() throws {
        let one = [Google.Value(.integer(5))]
        for learnt in [
            Google.BoundedSumSummary(positiveSums: one, negativeSums: one),
            Google.BoundedSumSummary(positiveSums: one, bins: .init()),
            Google.BoundedSumSummary(positiveSums: one, bounds: .init()),
        ] {
            #expect(throws: SummaryError.differentParameters) { try readGoogle(Self.sum, learnt) }
        }
        for vector in lines(GoogleVectors.pydp) where vector[0].hasPrefix("Automatic") {
            let data = bytes(vector[5])
            #expect(throws: SummaryError.differentParameters) {
                switch vector[0] {
                case "AutomaticBoundedSum": _ = try Summary(googleSerialized: data, for: Self.sum)
                case "AutomaticBoundedMean": _ = try Summary(googleSerialized: data, for: Self.mean)
                default: _ = try Summary(googleSerialized: data, for: Self.variance)
                }
            }
        }
    }

    @Test func totalsThatNoEntriesHaveAreRefused() throws {
        #expect(throws: SummaryError.impossibleTotals) {
            try readGoogle(Self.count, Google.CountSummary(count: -1))
        }
        func sum(_ total: Int64) -> Google.BoundedSumSummary {
            Google.BoundedSumSummary(positiveSums: [.init(.integer(total))])
        }
        // Entries of 5 or 6: no sums below 5, none of 7...9, 13, 14 or 19, all others.
        let impossible = (-20...60).filter { total in
            (try? readGoogle(Self.sum, sum(Int64(total)))) == nil
        }
        #expect(impossible == Array(-20...(-1)) + [1, 2, 3, 4, 7, 8, 9, 13, 14, 19])
        #expect(
            try readGoogle(Self.sum, sum(29)).state == _ExactTotals(count: 5, sum: 4, squares: 0))
        func mean(_ count: Int64, _ total: Int64) -> Google.BoundedMeanSummary {
            Google.BoundedMeanSummary(count: count, positiveSums: [.init(.integer(total))])
        }
        #expect(try readGoogle(Self.mean, mean(4, 24)).state.sum == 4)
        for (count, total): (Int64, Int64) in [
            (4, 19), (4, 25), (0, 5), (-1, -5), (4, .max), (4, .min),
        ] {
            #expect(throws: SummaryError.impossibleTotals) {
                try readGoogle(Self.mean, mean(count, total))
            }
        }
        func realMean(_ total: Double) -> Google.BoundedMeanSummary {
            Google.BoundedMeanSummary(count: 4, positiveSums: [.init(.real(total))])
        }
        #expect(
            try readGoogle(Self.realMean, realMean(2)).state.sum == 4
                * Self.realMean._grid.upperIndex)
        #expect(
            try readGoogle(Self.realMean, realMean(2.nextUp)).state.sum
                == 4 * Self.realMean._grid.upperIndex)
        #expect(throws: SummaryError.impossibleTotals) {
            try readGoogle(Self.realMean, realMean(2 + 1e-9))
        }
        func variance(_ total: Int64, _ squares: Double) -> Google.BoundedVarianceSummary {
            Google.BoundedVarianceSummary(
                count: 4, positiveSums: [.init(.integer(total))], positiveSquares: [squares])
        }
        #expect(try readGoogle(Self.variance, variance(22, 122)).state.squares == 2)
        for squares in [121, 123, 0, -1, 1e300, .nan, .infinity] {
            #expect(throws: SummaryError.impossibleTotals) {
                try readGoogle(Self.variance, variance(22, squares))
            }
        }
    }

    /// Squares just outside what four entries with the sum can have are limited to it: 1, 1, 0, −1 have the greatest, four
    /// halves the least.
    @Test func roundedSquaresAreLimitedToThePossible() throws {
        let variance = try BoundedVariance<Double>(epsilon: 1, lowerBound: -1, upperBound: 1)
        func squares(_ sum: Double, _ squares: Double) throws -> Int128 {
            let message = Google.BoundedVarianceSummary(
                count: 4, positiveSums: [.init(.real(sum))], positiveSquares: [squares])
            return Int128(try readGoogle(variance, message).state.squares)
        }
        let one = variance._grid.upperIndex
        #expect(try squares(1, 3.nextUp) == 3 * one * one)
        #expect(try squares(1, 3) == 3 * one * one)
        #expect(try squares(1, 2) == 2 * one * one)
        #expect(try squares(2, 1) == one * one)
        #expect(try squares(2, 1.nextDown) == one * one)
        #expect(throws: SummaryError.impossibleTotals) { try squares(1, 3.0001) }
        #expect(throws: SummaryError.impossibleTotals) { try squares(2, 0.9999) }
    }

    @Test func whatDoesNotFitIsRefused() throws {
        #expect(throws: SummaryError.capacityPassed) {
            try readGoogle(Self.count, Google.CountSummary(count: 1 << 61 + 1))
        }
        let ones = try BoundedSum<Int>(epsilon: 1, lowerBound: 0, upperBound: 1)
        #expect(throws: SummaryError.capacityPassed) {
            try readGoogle(ones, Google.BoundedSumSummary(positiveSums: [.init(.integer(.max))]))
        }
        let wide = try BoundedSum<Int>(epsilon: 1, lowerBound: .min + 1, upperBound: .max)
        var accumulator = wide.makeAccumulator()
        accumulator.addEntries([Int.max, 1])
        let summary = accumulator.summary()
        #expect(throws: SummaryError.capacityPassed) { try summary.googleSerialized() }
        let far = try BoundedVariance(
            epsilon: 1, lowerBound: 0x1p525, upperBound: 0x1.000000000004p525)
        var other = far.makeAccumulator()
        other.addEntry(0x1p525)
        let squares = other.summary()
        #expect(throws: SummaryError.capacityPassed) { try squares.googleSerialized() }
    }

    /// Parameters aren't written by the C++ library; where they are there, they must agree.
    @Test func parametersThatAreThereMustAgree() throws {
        var count = Google.CountSummary(count: 4)
        count.parameters.epsilon = 1
        count.parameters.maxPartitionsContributed = 1
        #expect(try readGoogle(Self.count, count).state.count == 4)
        count.parameters.maxContributionsPerPartition = 2
        #expect(throws: SummaryError.differentParameters) { try readGoogle(Self.count, count) }
        var sum = Google.BoundedSumSummary(positiveSums: [.init(.integer(5))])
        sum.parameters.lower = 5
        #expect(try readGoogle(Self.sum, sum).state.count == 1)
        sum.parameters.upper = 7
        #expect(throws: SummaryError.differentParameters) { try readGoogle(Self.sum, sum) }
    }
}

/// The summary that a message of Google's holds, in its envelope.
func readGoogle<A: GoogleInterchange>(
    _ description: A, _ message: some WireMessage, _ name: String = A._googleName
) throws(SummaryError) -> Summary<A> {
    try Summary(
        googleSerialized: Google.Summary(message: message.wire, name: name).wire,
        for: description)
}
