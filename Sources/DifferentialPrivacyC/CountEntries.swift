internal import CPrivacyInterface
internal import DifferentialPrivacy

/// How many entries there were, whatever they are.
final class CountEntries: StatisticEntries<Count> {
    init(_ count: Count) {
        let totals = Totals(capacity: count._capacity) { count._emptyState }
        super.init(
            count, totals,
            Actions(
                addReal: { _ throws(Failure) in try totals.add(1) },
                addInteger: { _ throws(Failure) in try totals.add(1) },
                addColumn: { column, _ throws(Failure) in
                    try totals.add(UInt64(column.countPresent))
                },
                release: { level, size throws(Failure) in
                    try release(count, totals, level, size: size)
                }))
    }

    override func makeEmpty() -> Entries { CountEntries(statistic) }

    override func add(count: UInt64) throws(Failure) {
        try totals.add(count)
    }
}

extension Totals<_ExactTotals> {
    /// Counts some entries.
    fileprivate func add(_ number: UInt64) throws(Failure) {
        guard number <= capacity, let part = _ExactTotals(_words: [number, 0, 0, 0, 0]) else {
            throw .tooManyEntries
        }
        try merge(part)
    }
}
