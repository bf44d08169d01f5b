import Testing

@testable import DifferentialPrivacy

/// Any bytes and any totals: an error or a possible state, and no trap. Fixed seeds.
@Suite struct GoogleFuzzTests {
    /// What a state can be under a description whose release it must not break.
    private func check<A: GoogleInterchange>(_ summary: Summary<A>) {
        let state = summary.state
        #expect(summary.aggregation._isPossible(state))
        switch (summary.aggregation, state) {
        case (let mean as BoundedMean<Int>, let state as _ExactTotals):
            #expect(mean.exactTotals(state).allSatisfy { $0 >= 0 })
        case (let mean as BoundedMean<Double>, let state as _ExactTotals):
            #expect(mean.exactTotals(state).allSatisfy { $0 >= 0 })
        case (let variance as BoundedVariance<Int>, let state as _ExactTotals):
            #expect(variance.exactTotals(state).allSatisfy { $0 >= 0 })
        case (let variance as BoundedVariance<Double>, let state as _ExactTotals):
            #expect(variance.exactTotals(state).allSatisfy { $0 >= 0 })
        default: break
        }
    }

    private func mutations<A: GoogleInterchange>(
        of entries: (inout Accumulator<A>) -> Void, for description: A, count: Int, seed: UInt64
    ) throws {
        var accumulator = description.makeAccumulator()
        entries(&accumulator)
        let bytes = try accumulator.summary().googleSerialized()
        for length in bytes.indices {
            #expect(throws: SummaryError.self) {
                try Summary(googleSerialized: Array(bytes[..<length]), for: description)
            }
        }
        for index in bytes.indices {
            for bit in 0..<8 {
                var flipped = bytes
                flipped[index] ^= 1 << UInt8(bit)
                if let summary = try? Summary(googleSerialized: flipped, for: description) {
                    check(summary)
                }
            }
        }
        // Past the envelope and its address, where a change isn't refused at once.
        let start = bytes.lastIndex(of: UInt8(ascii: "/"))! + A._googleName.utf8.count + 22
        var source = TestWords(state: seed)
        var read = 0
        for _ in 0..<count {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &source) {
                let index = Int.random(in: start..<changed.count, using: &source)
                switch Int.random(in: 0..<4, using: &source) {
                case 0: changed[index] ^= 1 << UInt8.random(in: 0..<8, using: &source)
                case 1: changed[index] = .random(in: 0...255, using: &source)
                case 2: changed.swapAt(index, .random(in: start..<changed.count, using: &source))
                default: changed[index] = [0, 1, 127, 128, 255].randomElement(using: &source)!
                }
            }
            if let summary = try? Summary(googleSerialized: changed, for: description) {
                check(summary)
                read += 1
            }
        }
        #expect(read > count / 100)
    }

    @Test func mutatedCounts() throws {
        try mutations(
            of: { $0.addEntries(count: 300) }, for: Count(epsilon: 1), count: 16_000, seed: 1)
    }

    @Test func mutatedSums() throws {
        try mutations(
            of: { $0.addEntries([1, -7, 300]) },
            for: BoundedSum(epsilon: 1, lowerBound: -10, upperBound: 1000), count: 14_000, seed: 2)
        try mutations(
            of: { $0.addEntries([1.5, -7, 0.1]) },
            for: BoundedSum(epsilon: 1, lowerBound: -10.0, upperBound: 1000), count: 14_000, seed: 3
        )
    }

    @Test func mutatedMeans() throws {
        try mutations(
            of: { $0.addEntries([1, -7, 300]) },
            for: BoundedMean(epsilon: 1, lowerBound: -10, upperBound: 1000), count: 14_000, seed: 4)
        try mutations(
            of: { $0.addEntries([1.5, -7, 0.1]) },
            for: BoundedMean(epsilon: 1, lowerBound: -10.0, upperBound: 1000), count: 14_000,
            seed: 5)
    }

    @Test func mutatedVariances() throws {
        try mutations(
            of: { $0.addEntries([1, -7, 300]) },
            for: BoundedVariance(epsilon: 1, lowerBound: -10, upperBound: 1000), count: 14_000,
            seed: 6)
        try mutations(
            of: { $0.addEntries([1.5, -7, 0.1]) },
            for: BoundedVariance(epsilon: 1, lowerBound: -10.0, upperBound: 1000), count: 14_000,
            seed: 7)
    }

    /// Totals from all over the format, for descriptions at the ends of the number types.
    @Test func anyTotalsAtAll() throws {
        var source = TestWords(state: 8)
        func integer() -> Int64 {
            let small = Int64(bitPattern: source.next()) >> Int64.random(in: 0..<64, using: &source)
            return [small, .max, .min, 0, 1].randomElement(using: &source)!
        }
        func real() -> Double {
            let any = Double(bitPattern: source.next())
            let near = Double(integer()) * 0x1p-20
            return [any, near, near, 0, -0.0, .greatestFiniteMagnitude, .leastNonzeroMagnitude]
                .randomElement(using: &source)!
        }
        func value() -> Google.Value {
            .init(Bool.random(using: &source) ? .integer(integer()) : .real(real()))
        }
        var read = 0
        func check<A: GoogleInterchange>(_ description: A) {
            let message: [UInt8]
            switch A._googleName {
            case "BoundedSumSummary":
                message = Google.BoundedSumSummary(positiveSums: [value()]).wire
            case "BoundedMeanSummary":
                message = Google.BoundedMeanSummary(count: integer(), positiveSums: [value()]).wire
            default:
                message =
                    Google.BoundedVarianceSummary(
                        count: integer(), positiveSums: [value()], positiveSquares: [real()]
                    ).wire
            }
            let bytes = Google.Summary(message: message, name: A._googleName).wire
            guard let summary = try? Summary(googleSerialized: bytes, for: description) else {
                return
            }
            self.check(summary)
            _ = try? summary.googleSerialized()
            var accumulator = summary.makeAccumulator()
            try? accumulator.merge(summary)
            read += 1
        }
        for _ in 0..<400 {
            for (lower, upper): (Int, Int) in [
                (.min, .max), (.min, .min + 1), (.max - 1, .max), (-1, 0), (0, 1),
                (-1 << 50, 1 << 50),
            ] {
                if let sum = try? BoundedSum(epsilon: 1, lowerBound: lower, upperBound: upper) {
                    check(sum)
                }
                check(try BoundedMean(epsilon: 1, lowerBound: lower, upperBound: upper))
                check(try BoundedVariance(epsilon: 1, lowerBound: lower, upperBound: upper))
            }
            for (lower, upper) in [
                (-0x1p960, 0x1p960), (0.0, 0x1p-470), (1e9, 1e9 + 1e-6), (-1, 0), (-0x1p479, 1),
                (0.5, 0.75),
            ] {
                check(try BoundedSum(epsilon: 1, lowerBound: lower, upperBound: upper))
                check(try BoundedMean(epsilon: 1, lowerBound: lower, upperBound: upper))
                if let variance = try? BoundedVariance(
                    epsilon: 1, lowerBound: lower, upperBound: upper)
                {
                    check(variance)
                }
            }
        }
        #expect(read > 500)
    }
}
