/// A statistic of numbers, one or many at a time. Not to be conformed to outside this library.
public protocol EntryAggregation: Aggregation {
    /// The number type of the entries.
    associatedtype Entry: EntryNumber
    /// Adds one entry; NaN is skipped.
    func _add(_ entry: Entry, to state: inout State)
    /// Adds all entries of a buffer, on at most that many threads.
    func _add(_ entries: UnsafeBufferPointer<Entry>, threads: Int, to state: inout State)
}

extension EntryAggregation {
    /// The statistic of `entries` with noise, in one call. Each call costs the statistic's ``Aggregation/event``.
    ///
    /// - Parameter entries: any sequence; NaN is skipped, ±infinity is clamped, no entries at all are answered with noise.
    /// - Returns: the noisy value.
    /// - Throws: for statistics that learn their bounds from the entries only; the cost is spent then, too.
    @inlinable
    public func quickResult(_ entries: some Sequence<Entry>) throws(Failure) -> Value {
        var accumulator = makeAccumulator()
        accumulator.addEntries(entries)
        return try accumulator.result()
    }
}
