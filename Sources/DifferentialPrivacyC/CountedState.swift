internal import DifferentialPrivacy

/// Totals that know of how many entries they are.
protocol CountedState: _AggregationState {
    var numberOfEntries: UInt64 { get }
}

extension _ExactTotals: CountedState {
    var numberOfEntries: UInt64 { _words[0] }
}

extension _BinTotals: CountedState {
    var numberOfEntries: UInt64 { _words[1] }
}

extension _LeafCounts: CountedState {
    var numberOfEntries: UInt64 { _words.reduce(0, +) }
}
