/// The entries of an accumulator as a plain value, to be stored, sent to another machine and merged. Raw data: guard
/// it like the entries themselves.
public struct Summary<A: Aggregation>: Hashable, Sendable {
    /// The statistic, parameters included.
    public let aggregation: A
    package let state: A.State

    package init(aggregation: A, state: A.State) {
        self.aggregation = aggregation
        self.state = state
    }

    /// An accumulator that goes on from here. The summary can start several: what each of them releases costs ε.
    public func makeAccumulator() -> Accumulator<A> {
        var accumulator = Accumulator(for: aggregation)
        accumulator.state = state
        return accumulator
    }
}
