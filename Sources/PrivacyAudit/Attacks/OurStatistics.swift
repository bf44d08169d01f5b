import DifferentialPrivacy

/// This library's statistics as an audit sees them: whole data sets go in.
extension OurMechanisms {
    /// Small data sets that differ by one entry, of every kind that there is.
    static let dataSets: [Neighbours<[Double]>] = [
        Neighbours("{empty, one at the upper bound}", [], [60]),
        Neighbours("{empty, one at the lower bound}", [], [-100]),
        Neighbours("{three, and infinity}", [1, 2, 3], [1, 2, 3, .infinity]),
        Neighbours("{three, and NaN}", [1, 2, 3], [1, 2, 3, .nan]),
    ]

    /// - Parameter number: what an answer is, as a double.
    static func statistic<A: EntryAggregation>(
        _ name: String, _ description: A, _ neighbours: [Neighbours<[A.Entry]>], delta: Double = 0,
        _ number: @escaping @Sendable (A.Value) -> Double
    ) -> Subject<[A.Entry]> where A.Failure == Never {
        Subject(
            mechanism: AuditedMechanism(name) { (entries: [A.Entry], draws) -> [Double] in
                var accumulator = description.makeAccumulator()
                accumulator.addEntries(entries)
                let summary = accumulator.summary()
                return (0..<draws).map { _ in number(summary.makeAccumulator().result()) }
            }, neighbours: neighbours, delta: delta)
    }

    static func statistics() throws(ParameterError) -> [Subject<[Double]>] {
        let (lower, upper) = (-100.0, 60.0)
        return [
            statistic(
                "BoundedSum",
                try BoundedSum(epsilon: epsilon, lowerBound: lower, upperBound: upper), dataSets
            ) { $0 },
            statistic(
                "BoundedSum, Gaussian",
                try BoundedSum(
                    epsilon: epsilon, lowerBound: lower, upperBound: upper,
                    noise: .gaussian(delta: delta)), dataSets, delta: delta
            ) { $0 },
            statistic(
                "BoundedMean",
                try BoundedMean(epsilon: epsilon, lowerBound: lower, upperBound: upper), dataSets
            ) { $0 },
            statistic(
                "BoundedVariance",
                try BoundedVariance(epsilon: epsilon, lowerBound: lower, upperBound: upper),
                dataSets
            ) { $0 },
        ]
    }

    /// Slower by far: a draw looks at every leaf.
    static func orders() throws(ParameterError) -> [Subject<[Int]>] {
        let dataSets = [
            Neighbours("{empty, one}", [], [60]),
            Neighbours("{two, three}", [0, 15], [0, 15, 15]),
        ]
        let median = try Median(epsilon: epsilon, lowerBound: 0, upperBound: 15)
        let least = try Min(epsilon: epsilon, lowerBound: 0, upperBound: 15)
        return [
            statistic("Median", median, dataSets) { Double($0) },
            statistic("Min", least, dataSets) { Double($0) },
        ]
    }

    static func counts() throws(ParameterError) -> Subject<Int> {
        let count = try Count(epsilon: epsilon)
        return Subject(
            mechanism: AuditedMechanism("Count") { (entries: Int, draws) -> [Int] in
                var accumulator = count.makeAccumulator()
                accumulator.addEntries(count: entries)
                let summary = accumulator.summary()
                return (0..<draws).map { _ in summary.makeAccumulator().result() }
            },
            neighbours: [
                Neighbours("{0, 1}", 0, 1), Neighbours("{2^61 - 1, 2^61}", 1 << 61 - 1, 1 << 61),
            ])
    }

    /// All counts of a histogram at once: the first of three cells has one entry more.
    static func histogram() throws(ParameterError) -> Subject<[Int]> {
        let histogram = try Histogram(epsilon: epsilon, categories: [0, 1, 2])
        return Subject(
            mechanism: AuditedMechanism("Histogram", numbers: 3) {
                (entries: [Int], draws) -> [Int] in
                var accumulator = histogram.makeAccumulator()
                accumulator.addEntries(entries)
                let summary = accumulator.summary()
                return (0..<draws).flatMap { _ in summary.makeAccumulator().result().counts }
            }, neighbours: [Neighbours("{1 and 2, 0 as well}", [1, 2], [0, 1, 2])])
    }
}
