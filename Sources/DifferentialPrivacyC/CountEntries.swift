internal import CPrivacyInterface
internal import DifferentialPrivacy

/// How many entries there were, whatever they are.
final class CountEntries: StatisticEntries<Count> {
    init(_ count: Count) {
        let totals = Totals(capacity: count._capacity) { count._emptyState }
        super.init(
            count, totals,
            Actions(
                addReal: { _ throws(Failure) in try totals.add(1, of: count) },
                addInteger: { _ throws(Failure) in try totals.add(1, of: count) },
                addColumn: { column, _ throws(Failure) in
                    try totals.add(UInt64(column.countPresent), of: count)
                },
                release: { level, size throws(Failure) in
                    try release(count, totals, level, size: size)
                }))
    }

    override func makeEmpty() -> Entries { CountEntries(statistic) }

    override func add(count: UInt64) throws(Failure) {
        try totals.add(count, of: statistic)
    }
}

extension Totals<_ExactTotals> {
    /// Counts some entries.
    fileprivate func add(_ number: UInt64, of count: Count) throws(Failure) {
        guard number <= capacity else { throw .tooManyEntries }
        var part = count.makeAccumulator()
        part.addEntries(count: Int(number))
        try merge(part.summary().state)
    }
}
