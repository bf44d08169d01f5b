/// Holds the entries of one release, as exact totals. Raw data.
///
/// Can't be copied, and a release consumes it, so what it holds is published once. Made by a description's
/// `makeAccumulator()`. Memory doesn't grow with the entries.
public struct Accumulator<A: Aggregation>: ~Copyable, Sendable {
    /// The statistic.
    public let aggregation: A
    @usableFromInline var state: A.State

    init(for aggregation: A) {
        self.aggregation = aggregation
        state = aggregation._emptyState
    }

    /// Adds the entries of another accumulator, from another task for example.
    ///
    /// - Throws: ``SummaryError`` if the descriptions differ; this accumulator is then unchanged.
    public mutating func merge(_ other: consuming Accumulator<A>) throws(SummaryError) {
        try merge(other.summary())
    }

    /// Adds the entries of a summary, from another task, process or machine.
    ///
    /// - Throws: ``SummaryError`` if the descriptions differ; this accumulator is then unchanged.
    public mutating func merge(_ summary: Summary<A>) throws(SummaryError) {
        guard summary.aggregation == aggregation else { throw .differentParameters }
        try state._merge(summary.state, capacity: aggregation._capacity)
    }

    /// Turns the accumulator into raw data that can be stored, sent and merged; private data still.
    public consuming func summary() -> Summary<A> {
        Summary(aggregation: aggregation, state: state)
    }

    /// The noisy value. Costs ε.
    ///
    /// - Throws: for statistics that learn their bounds from the entries only; ε is spent then, too.
    public consuming func result() throws(A.Failure) -> A.Value {
        try aggregation._release(state, confidenceLevel: nil).value
    }

    /// The noisy value with its interval and event. Costs ε.
    ///
    /// - Parameter confidenceLevel: of the interval; between 0 and 1, exclusive.
    /// - Throws: as ``result()``.
    public consuming func release(
        confidenceLevel: Double = 0.95
    ) throws(A.Failure) -> Release<A.Value> {
        ConfidenceInterval.checkLevel(confidenceLevel)
        return try aggregation._release(state, confidenceLevel: confidenceLevel)
    }

    /// The noisy value with its interval and event, against a paid charge.
    ///
    /// - Parameters:
    ///   - charge: what a budget or a ledger returned for this statistic's event; used up, whatever happens.
    ///   - confidenceLevel: of the interval; between 0 and 1, exclusive.
    /// - Throws: ``BudgetError/chargeForAnotherEvent``; the accumulator is gone then, too.
    public consuming func release(
        paying charge: consuming PrivacyCharge, confidenceLevel: Double = 0.95
    ) throws(BudgetError) -> Release<A.Value> where A.Failure == Never {
        guard charge.event == aggregation.event else { throw .chargeForAnotherEvent }
        return release(confidenceLevel: confidenceLevel)
    }

    /// The noisy value with its interval and event, against a paid charge, for statistics whose release can fail.
    ///
    /// - Throws: ``BudgetError/chargeForAnotherEvent``, or the statistic's own failure, for which the charge is used up.
    public consuming func release(
        paying charge: consuming PrivacyCharge, confidenceLevel: Double = 0.95
    ) throws -> Release<A.Value> {
        guard charge.event == aggregation.event else { throw BudgetError.chargeForAnotherEvent }
        return try release(confidenceLevel: confidenceLevel)
    }

    /// Bytes that the accumulator takes; the same whatever was added.
    public var memoryUsed: Int {
        MemoryLayout<A>.size + MemoryLayout<A.State>.size + state._bytesElsewhere
    }
}
