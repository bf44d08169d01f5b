// Calls that look right and aren't: each gets a sentence of ours instead of the compiler's.

extension NumericAggregation where Entry: _EntryInteger {
    @available(
        *, unavailable,
        message: """
            the bounds are integers, so the entries must be; for Double entries write 10.0 or \
            BoundedMean<Double>
            """
    )
    public func quickResult(_ entries: some Sequence<Double>) -> Value { fatalError() }
}

extension Accumulator where A: NumericAggregation, A.Entry: _EntryInteger {
    @available(
        *, unavailable,
        message: """
            the bounds are integers, so the entries must be; for Double entries write 10.0 or \
            BoundedMean<Double>
            """
    )
    public mutating func addEntries(_ entries: some Sequence<Double>) { fatalError() }
}

extension NumericAggregation {
    @available(
        *, unavailable,
        message: """
            the bounds are missing: declare them, lowerBound: 10, upperBound: 60, or have them learnt from the \
            entries, BoundedMean<Double>.automaticBounds(epsilon: 1)
            """
    )
    public init(
        epsilon: Double, maxPartitionsContributed: Int = 1, maxContributionsPerPartition: Int = 1,
        noise: Noise = .laplace
    ) { fatalError() }
}

extension Aggregation {
    @available(
        *, unavailable,
        message: "a description holds no data: var accumulator = mean.makeAccumulator()"
    )
    public func addEntry<Entry>(_ entry: Entry) { fatalError() }

    @available(
        *, unavailable,
        message: "a description holds no data: var accumulator = mean.makeAccumulator()"
    )
    public func addEntries<Entries>(_ entries: Entries) { fatalError() }

    @available(
        *, unavailable,
        message: "a description holds no data: var accumulator = mean.makeAccumulator()"
    )
    public func result() -> Value { fatalError() }

    @available(
        *, unavailable,
        message: "a description holds no data: var accumulator = mean.makeAccumulator()"
    )
    public func reset() { fatalError() }

    @available(
        *, unavailable,
        message: "a description holds no data: var accumulator = mean.makeAccumulator()"
    )
    public func merge<Other>(_ other: Other) { fatalError() }

    @available(
        *, unavailable,
        message: "a description holds no data: var accumulator = mean.makeAccumulator()"
    )
    public func serialize() -> [UInt8] { fatalError() }
}
