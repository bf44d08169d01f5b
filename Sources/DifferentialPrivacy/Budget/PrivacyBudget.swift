/// What may still be published about a data set, within one process.
///
/// Charges before it looks: a release is paid for, exactly, before the first entry is read, and is refused when it
/// doesn't fit. It can't be copied, so one budget can't be spent twice. It lives in memory only: a restart forgets it.
public struct PrivacyBudget: ~Copyable, Sendable {
    private var filter: any PrivacyFilter

    /// A budget under basic composition.
    ///
    /// - Parameters:
    ///   - epsilon: the most that the ε of all releases may sum to; finite and greater than 0.
    ///   - delta: the most that their δ may sum to; at least 0 and below 1.
    /// - Throws: ``ParameterError``.
    public init(epsilon: Double, delta: Double = 0) throws(ParameterError) {
        filter = try BasicFilter(epsilon: epsilon, delta: delta)
    }

    /// A budget that `filter` decides.
    public init(filter: any PrivacyFilter) {
        self.filter = filter
    }

    /// What still fits.
    public var left: PrivacyCost { filter.left }

    /// Pays for `event`.
    ///
    /// - Returns: the right to one release of that event.
    /// - Throws: ``BudgetError``; nothing is spent then.
    public mutating func charge(_ event: PrivacyEvent) throws(BudgetError) -> PrivacyCharge {
        try filter.spend(event)
        return PrivacyCharge(paidFor: event)
    }

    /// Pays for `aggregation`, then computes and releases it over `entries`.
    ///
    /// - Returns: the noisy value with its interval.
    /// - Throws: ``BudgetError``; nothing is spent or read then.
    public mutating func release<A: EntryAggregation>(
        _ aggregation: A, over entries: some Sequence<A.Entry>, confidenceLevel: Double = 0.95
    ) throws(BudgetError) -> Release<A.Value> where A.Failure == Never {
        let charge = try charge(aggregation.event)
        var accumulator = aggregation.makeAccumulator()
        accumulator.addEntries(entries)
        return try accumulator.release(paying: charge, confidenceLevel: confidenceLevel)
    }

    /// Pays for `aggregation`, then computes and releases it over `entries`, for statistics whose release can fail.
    ///
    /// - Returns: the noisy value with its interval.
    /// - Throws: ``BudgetError``, and nothing is spent or read then; or the statistic's own failure, which has cost as much
    ///   as an answer.
    public mutating func release<A: EntryAggregation>(
        _ aggregation: A, over entries: some Sequence<A.Entry>, confidenceLevel: Double = 0.95
    ) throws -> Release<A.Value> {
        let charge = try charge(aggregation.event)
        var accumulator = aggregation.makeAccumulator()
        accumulator.addEntries(entries)
        return try accumulator.release(paying: charge, confidenceLevel: confidenceLevel)
    }

    /// Pays for `count`, then counts `entries` and releases their number.
    ///
    /// - Returns: the noisy number with its interval.
    /// - Throws: ``BudgetError``; nothing is spent or read then.
    public mutating func release(
        _ count: Count, over entries: some Sequence, confidenceLevel: Double = 0.95
    ) throws(BudgetError) -> Release<Int> {
        let charge = try charge(count.event)
        var accumulator = count.makeAccumulator()
        accumulator.addEntries(entries)
        return try accumulator.release(paying: charge, confidenceLevel: confidenceLevel)
    }
}
