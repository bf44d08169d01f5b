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
            #expect(throws: SummaryError.impossibleTotals) { try readGoogle(description, message) }
        }
        message.counts = [1: 1 << 62, 6: 1 << 62]
        #expect(throws: SummaryError.capacityPassed) { try readGoogle(description, message) }
        message.counts = [1: 1, 6: 1, 7: 0]
        #expect(try readGoogle(description, message).state.total == 1)
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
}
