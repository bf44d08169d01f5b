import Testing

@testable import DifferentialPrivacy

/// Summaries from and to Google's library: against bytes that python-dp 1.1.5 wrote (GoogleVectors), and against its sums
/// done here, at the ends of the bounds, of the number types and of the format.
@Suite struct GoogleInterchangeTests {
    /// Integers: the very state, and the very bytes back, as long as a double holds the squares. A sum comes without its
    /// count.
    @Test func integersFromPythonDPAreExact() throws {
        var read = 0
        for vector in lines(GoogleVectors.pydp) where vector[1].hasPrefix("int") {
            guard let lower = Int(vector[2]), let upper = Int(vector[3]) else { continue }
            let entries = vector[4] == "-" ? [] : vector[4].split(separator: ",").map { Int($0)! }
            func check<A: GoogleInterchange & NumericAggregation>(_ description: A) throws
            where A.Entry == Int {
                var accumulator = description.makeAccumulator()
                accumulator.addEntries(entries)
                let ours = accumulator.summary()
                let theirs = try Summary(googleSerialized: bytes(vector[5]), for: description)
                #expect(
                    theirs.state.sum == ours.state.sum && theirs.state.count == ours.state.count)
                // Sums of squares are doubles there; these are 3e18 and have multiples of 512.
                let digits = A._needsSquares && max(lower.magnitude, upper.magnitude) > 1 << 25
                let squares = Int128(theirs.state.squares) - Int128(ours.state.squares)
                #expect(squares.magnitude <= (digits ? 4096 : 0))
                if !digits { #expect(try ours.googleSerialized() == bytes(vector[5])) }
                read += 1
            }
            switch vector[0] {
            case "Count":
                let count = try Count(epsilon: 1)
                var accumulator = count.makeAccumulator()
                accumulator.addEntries(entries)
                let ours = accumulator.summary()
                #expect(try Summary(googleSerialized: bytes(vector[5]), for: count) == ours)
                #expect(try ours.googleSerialized() == bytes(vector[5]))
                read += 1
            case "BoundedSum":
                let sum = try BoundedSum(epsilon: 1, lowerBound: lower, upperBound: upper)
                var accumulator = sum.makeAccumulator()
                accumulator.addEntries(entries)
                let ours = accumulator.summary()
                let theirs = try Summary(googleSerialized: bytes(vector[5]), for: sum)
                #expect(sum.exactTotals(theirs.state) == sum.exactTotals(ours.state))
                #expect(theirs.state.count <= ours.state.count && sum._isPossible(theirs.state))
                #expect(try ours.googleSerialized() == bytes(vector[5]))
                #expect(try theirs.googleSerialized() == bytes(vector[5]))
                read += 1
            case "BoundedMean":
                try check(BoundedMean(epsilon: 1, lowerBound: lower, upperBound: upper))
            case "BoundedVariance":
                try check(BoundedVariance(epsilon: 1, lowerBound: lower, upperBound: upper))
            case "BoundedStandardDeviation":
                try check(
                    BoundedStandardDeviation(epsilon: 1, lowerBound: lower, upperBound: upper))
            default: break
            }
        }
        #expect(read == 41)
    }

    /// Real numbers: within a step an entry of ours; exact, and the very bytes back, where entries and middles are multiples
    /// of 1/8. The variance at 1e6 has as many digits as the format leaves it.
    @Test func realsFromPythonDPAreRoundedToTheGrid() throws {
        var read = 0
        for vector in lines(GoogleVectors.pydp) where vector[1] == "float" {
            guard let lower = Double(vector[2]), let upper = Double(vector[3]) else { continue }
            let entries =
                vector[4] == "-" ? [] : vector[4].split(separator: ",").map { Double($0)! }
            let exact = (entries + [lower, upper]).allSatisfy { $0 * 8 == ($0 * 8).rounded() }
            func check<A: GoogleInterchange & NumericAggregation>(_ description: A) throws
            where A.Entry == Double {
                var accumulator = description.makeAccumulator()
                accumulator.addEntries(entries)
                let ours = accumulator.summary()
                let theirs = try Summary(googleSerialized: bytes(vector[5]), for: description)
                let count = Double(ours.state.count)
                let largest = description.largestInSteps(origin: 0)
                #expect(
                    abs(Double(theirs.state.sum - ours.state.sum))
                        <= count * (1 + 4 * largest * 0x1p-53))
                if exact {
                    #expect(theirs.state.sum == ours.state.sum)
                    #expect(theirs.state.squares == ours.state.squares)
                    #expect(try ours.googleSerialized() == bytes(vector[5]))
                }
                let squares = Double(Int128(theirs.state.squares) - Int128(ours.state.squares))
                #expect(
                    abs(squares) <= count * (0x1p47 + 4 * largest * largest * 0x1p-53),
                    "\(vector.prefix(5)): \(squares)")
                read += 1
            }
            switch vector[0] {
            case "BoundedSum":
                try check(BoundedSum(epsilon: 1, lowerBound: lower, upperBound: upper))
            case "BoundedMean":
                try check(BoundedMean(epsilon: 1, lowerBound: lower, upperBound: upper))
            case "BoundedVariance":
                try check(BoundedVariance(epsilon: 1, lowerBound: lower, upperBound: upper))
            case "BoundedStandardDeviation":
                try check(
                    BoundedStandardDeviation(epsilon: 1, lowerBound: lower, upperBound: upper))
            default: break
            }
        }
        #expect(read == 28)
    }

    /// What is read from python-dp merges with what is added here.
    @Test func summariesOfBothMerge() throws {
        let vector = try #require(
            lines(GoogleVectors.pydp).first { $0[0] == "BoundedMean" && $0[1] == "float" })
        let mean = try BoundedMean(epsilon: 1e9, lowerBound: -1.0, upperBound: 10.0)
        var accumulator = mean.makeAccumulator()
        accumulator.addEntries([3.0, 4.0])
        try accumulator.merge(Summary(googleSerialized: bytes(vector[5]), for: mean))
        let value = accumulator.result()
        #expect(abs(value - (1.25 + 2.5 + 10 - 1 + 3 + 4) / 6) < 1e-6)
    }

    /// Order statistics of python-dp hold every entry, which any statistic of that number type takes.
    @Test func entriesOfOrderStatisticsAreAdded() throws {
        for vector in lines(GoogleVectors.pydp) where vector[0] == "Max" {
            let data = bytes(vector[5])
            let integers = try BoundedMean<Int32>(epsilon: 1, lowerBound: -10, upperBound: 10)
            let reals = try BoundedMean<Double>(epsilon: 1, lowerBound: -10, upperBound: 10)
            var first = integers.makeAccumulator()
            var second = reals.makeAccumulator()
            first.addEntry(3)
            second.addEntry(3)
            if vector[1] == "int" {
                try first.addEntries(googleSerialized: data)
                var same = integers.makeAccumulator()
                same.addEntries([3, 1, 2, 12, -5])
                let (a, b) = (first.summary(), same.summary())
                #expect(a == b)
                do {
                    try second.addEntries(googleSerialized: data)
                    Issue.record("took integers as real numbers")
                } catch {
                    #expect(error == .differentStatistic)
                }
            } else {
                try second.addEntries(googleSerialized: data)
                var same = reals.makeAccumulator()
                same.addEntries([3, 0.5, -1.5])
                let (a, b) = (second.summary(), same.summary())
                #expect(a == b)
                // Whatever is cut off, nothing is added.
                let before = a
                var third = before.makeAccumulator()
                for length in data.indices {
                    #expect(throws: SummaryError.self) {
                        try third.addEntries(googleSerialized: Array(data[..<length]))
                    }
                }
                let after = third.summary()
                #expect(after == before)
            }
        }
    }

    /// python-dp's tree: the leaves of ours, the same bytes back but for the order of nodes; other trees are refused.
    @Test func quantileTreesOfPythonDPAreRead() throws {
        let vector = try #require(lines(GoogleVectors.pydp).last { $0[0] == "QuantileTree" })
        let data = bytes(vector[5])
        func tree(_ upper: Double, _ height: Int, _ branching: Int) throws -> Quantiles<Double> {
            try Quantiles(
                [0.5], epsilon: 1e6, lowerBound: 0, upperBound: upper, treeHeight: height,
                branchingFactor: branching)
        }
        let description = try tree(10, 2, 4)
        let summary = try Summary(googleSerialized: data, for: description)
        #expect(summary.state._words == [0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0])
        let again = try summary.googleSerialized()
        #expect(again.count == data.count)
        #expect(try Summary(googleSerialized: again, for: description) == summary)
        for other in [try tree(11, 2, 4), try tree(10, 4, 2), try tree(10, 1, 16)] {
            #expect(throws: SummaryError.differentParameters) {
                try Summary(googleSerialized: data, for: other)
            }
        }
        var message = Google.BoundedQuantilesSummary()
        (message.parameters.lower, message.parameters.upper) = (0, 10)
        (message.height, message.branchingFactor) = (2, 4)
        for counts: [Int32: Int64] in [
            [1: 1], [6: 1], [1: 2, 6: 1], [1: -1, 6: -1], [0: 1, 1: 1, 6: 1], [1: 1, 6: 1, 21: 1],
            [1: 1, 6: 1, .max: 1], [1: 1, 6: 1, .min: 1],
        ] {
            message.counts = counts
            #expect(throws: SummaryError.impossibleTotals) { try read(description, message) }
        }
        message.counts = [1: 1 << 62, 6: 1 << 62]
        #expect(throws: SummaryError.capacityPassed) { try read(description, message) }
        message.counts = [1: 1, 6: 1, 7: 0]
        #expect(try read(description, message).state.total == 1)
    }

    // MARK: Rounding

    /// Google's float sums of entries within the bounds are always taken, whatever rounding made of them, and are the
    /// totals of the same entries here within the tolerance. Most entries lie at a bound, where there is least room.
    @Test func sumsOfRoundedAdditionsAreNeverRefused() throws {
        var source = TestWords(state: 5)
        var limitedOnes = 0
        for trial in 0..<300 {
            let middle =
                Double.random(in: -1...1, using: &source) * [0, 1, 1000].randomElement(
                    using: &source)!
            let width =
                Double.random(in: 0.1...1, using: &source) * [1e-6, 1].randomElement(
                    using: &source)!
            let (lower, upper) = (middle - width, middle + width)
            let entries = (0..<Int.random(in: 0...300, using: &source)).map { _ in
                trial.isMultiple(of: 3) || Int.random(in: 0..<8, using: &source) > 0
                    ? upper : Double.random(in: lower...upper, using: &source)
            }
            func check<A: GoogleInterchange & NumericAggregation>(
                _ description: A, _ message: [UInt8], origin: Double
            ) throws where A.Entry == Double {
                var accumulator = description.makeAccumulator()
                accumulator.addEntries(entries)
                let ours = accumulator.summary().state
                let google = Google.Summary(message: message, name: A._googleName).wire
                let theirs = try Summary(googleSerialized: google, for: description).state
                let tolerance = description.tolerance(count: ours.count, origin: origin)
                #expect(abs(Double(theirs.sum - ours.sum)) <= tolerance)
                if description.possibleSums(count: theirs.count).upperBound == theirs.sum {
                    limitedOnes += 1
                }
            }
            let total = entries.reduce(0, +)
            var sum = Google.BoundedSumSummary()
            sum.positiveSums = [.init(.real(total))]
            try check(
                BoundedSum(epsilon: 1, lowerBound: lower, upperBound: upper), sum.wire, origin: 0)
            let googleMiddle = lower + (upper - lower) / 2
            var mean = Google.BoundedMeanSummary()
            mean.count = Int64(entries.count)
            mean.positiveSums = [.init(.real(entries.reduce(0) { $0 + ($1 - googleMiddle) }))]
            try check(
                BoundedMean(epsilon: 1, lowerBound: lower, upperBound: upper), mean.wire,
                origin: googleMiddle)
            var variance = Google.BoundedVarianceSummary()
            variance.count = mean.count
            variance.positiveSums = sum.positiveSums
            variance.positiveSquares = [entries.reduce(0) { $0 + $1 * $1 }]
            try check(
                BoundedVariance(epsilon: 1, lowerBound: lower, upperBound: upper), variance.wire,
                origin: 0)
        }
        #expect(limitedOnes > 20)
    }

    /// Ours, written and read again, is ours: exactly for integers and sums, within rounding otherwise.
    @Test func whatIsWrittenIsReadAgain() throws {
        var source = TestWords(state: 6)
        for _ in 0..<100 {
            let integers = (0..<50).map { _ in Int.random(in: -900...900, using: &source) }
            let reals = integers.map { Double($0) / 700 }
            func check<A: GoogleInterchange & NumericAggregation>(
                _ description: A, _ entries: [A.Entry], within steps: Double
            ) throws {
                var accumulator = description.makeAccumulator()
                accumulator.addEntries(entries)
                let ours = accumulator.summary()
                let again = try Summary(
                    googleSerialized: ours.googleSerialized(), for: description)
                #expect(again.state.count == ours.state.count)
                #expect(abs(Double(again.state.sum - ours.state.sum)) <= steps)
                let squares = Int128(again.state.squares) - Int128(ours.state.squares)
                #expect(abs(Double(squares)) <= Double(ours.state.squares) * steps * 0x1p-46)
            }
            try check(
                BoundedMean(epsilon: 1, lowerBound: -500, upperBound: 700), integers, within: 0)
            try check(
                BoundedVariance(epsilon: 1, lowerBound: -500, upperBound: 700), integers, within: 0)
            try check(
                BoundedMean<Int32>(epsilon: 1, lowerBound: -500, upperBound: 700),
                integers.map(Int32.init), within: 0)
            try check(
                BoundedMean(epsilon: 1, lowerBound: -0.7, upperBound: 1.1), reals, within: 1)
            try check(
                BoundedVariance(epsilon: 1, lowerBound: -0.7, upperBound: 1.1), reals, within: 1)
            try check(
                BoundedStandardDeviation<Float>(epsilon: 1, lowerBound: -0.7, upperBound: 1.1),
                reals.map(Float.init), within: 1)
            let sum = try BoundedSum(epsilon: 1, lowerBound: -0.7, upperBound: 1.1)
            var accumulator = sum.makeAccumulator()
            accumulator.addEntries(reals)
            let ours = accumulator.summary()
            let again = try Summary(googleSerialized: ours.googleSerialized(), for: sum)
            #expect(sum.exactTotals(again.state) == sum.exactTotals(ours.state))
        }
    }

    // MARK: Refusals

    static let count = try! Count(epsilon: 1)
    static let sum = try! BoundedSum<Int>(epsilon: 1, lowerBound: 5, upperBound: 6)
    static let realSum = try! BoundedSum<Double>(epsilon: 1, lowerBound: -1, upperBound: 1)
    static let mean = try! BoundedMean<Int>(epsilon: 1, lowerBound: 5, upperBound: 6)
    static let realMean = try! BoundedMean<Double>(epsilon: 1, lowerBound: 5, upperBound: 6)
    static let variance = try! BoundedVariance<Int>(epsilon: 1, lowerBound: 5, upperBound: 6)

    private func read<A: GoogleInterchange>(
        _ description: A, _ message: some WireMessage, _ name: String = A._googleName
    ) throws(SummaryError) -> Summary<A> {
        try Summary(
            googleSerialized: Google.Summary(message: message.wire, name: name).wire,
            for: description)
    }

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
        #expect(throws: SummaryError.damaged) { try read(Self.count, Google.CountSummary()) }
        let four = Google.CountSummary(count: 4)
        #expect(throws: SummaryError.differentStatistic) {
            try read(Self.count, four, "BoundedSumSummary")
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
        #expect(throws: SummaryError.damaged) { try read(Self.sum, sum) }
        sum.positiveSums = [.init()]
        #expect(throws: SummaryError.damaged) { try read(Self.sum, sum) }
        sum.positiveSums = [.init(.real(5))]
        #expect(throws: SummaryError.differentStatistic) { try read(Self.sum, sum) }
        sum.positiveSums = [.init(.integer(1))]
        #expect(throws: SummaryError.differentStatistic) { try read(Self.realSum, sum) }
        for value in [Double.nan, .infinity, -.infinity, 0x1p1020] {
            sum.positiveSums = [.init(.real(value))]
            #expect(throws: SummaryError.self) { try read(Self.realSum, sum) }
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
            #expect(throws: SummaryError.differentParameters) { try read(Self.sum, learnt) }
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
            try read(Self.count, Google.CountSummary(count: -1))
        }
        func sum(_ total: Int64) -> Google.BoundedSumSummary {
            Google.BoundedSumSummary(positiveSums: [.init(.integer(total))])
        }
        // Entries of 5 or 6: no sums below 5, none of 7...9, 13, 14 or 19, all others.
        let impossible = (-20...60).filter { total in
            (try? read(Self.sum, sum(Int64(total)))) == nil
        }
        #expect(impossible == Array(-20...(-1)) + [1, 2, 3, 4, 7, 8, 9, 13, 14, 19])
        #expect(try read(Self.sum, sum(29)).state == _ExactTotals(count: 5, sum: 4, squares: 0))
        func mean(_ count: Int64, _ total: Int64) -> Google.BoundedMeanSummary {
            Google.BoundedMeanSummary(count: count, positiveSums: [.init(.integer(total))])
        }
        #expect(try read(Self.mean, mean(4, 24)).state.sum == 4)
        for (count, total): (Int64, Int64) in [
            (4, 19), (4, 25), (0, 5), (-1, -5), (4, .max), (4, .min),
        ] {
            #expect(throws: SummaryError.impossibleTotals) {
                try read(Self.mean, mean(count, total))
            }
        }
        func realMean(_ total: Double) -> Google.BoundedMeanSummary {
            Google.BoundedMeanSummary(count: 4, positiveSums: [.init(.real(total))])
        }
        #expect(
            try read(Self.realMean, realMean(2)).state.sum == 4 * Self.realMean._grid.upperIndex)
        #expect(
            try read(Self.realMean, realMean(2.nextUp)).state.sum
                == 4 * Self.realMean._grid.upperIndex)
        #expect(throws: SummaryError.impossibleTotals) {
            try read(Self.realMean, realMean(2 + 1e-9))
        }
        func variance(_ total: Int64, _ squares: Double) -> Google.BoundedVarianceSummary {
            Google.BoundedVarianceSummary(
                count: 4, positiveSums: [.init(.integer(total))], positiveSquares: [squares])
        }
        #expect(try read(Self.variance, variance(22, 122)).state.squares == 2)
        for squares in [121, 123, 0, -1, 1e300, .nan, .infinity] {
            #expect(throws: SummaryError.impossibleTotals) {
                try read(Self.variance, variance(22, squares))
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
            return Int128(try read(variance, message).state.squares)
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
            try read(Self.count, Google.CountSummary(count: 1 << 61 + 1))
        }
        let ones = try BoundedSum<Int>(epsilon: 1, lowerBound: 0, upperBound: 1)
        #expect(throws: SummaryError.capacityPassed) {
            try read(ones, Google.BoundedSumSummary(positiveSums: [.init(.integer(.max))]))
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
        #expect(try read(Self.count, count).state.count == 4)
        count.parameters.maxContributionsPerPartition = 2
        #expect(throws: SummaryError.differentParameters) { try read(Self.count, count) }
        var sum = Google.BoundedSumSummary(positiveSums: [.init(.integer(5))])
        sum.parameters.lower = 5
        #expect(try read(Self.sum, sum).state.count == 1)
        sum.parameters.upper = 7
        #expect(throws: SummaryError.differentParameters) { try read(Self.sum, sum) }
    }
}
