internal import CPrivacyInterface
internal import DifferentialPrivacy

/// How many entries there were, whatever they are.
final class CountEntries: StatisticEntries<Count> {
    init(_ count: Count) {
        let totals = Totals(count)
        super.init(
            totals,
            Actions(
                addReal: { _ throws(Failure) in try totals.add(1) },
                addInteger: { _ throws(Failure) in try totals.add(1) },
                addColumn: { column, _ throws(Failure) in
                    try totals.add(UInt64(column.countPresent))
                },
                release: { level, size throws(Failure) in
                    try totals.release(level, size: size)
                }))
    }

    override func makeEmpty() -> Entries { CountEntries(totals.statistic) }

    override func add(count: UInt64) throws(Failure) {
        try totals.add(count)
    }
}

extension Totals<Count> {
    /// Counts some entries.
    fileprivate func add(_ number: UInt64) throws(Failure) {
        guard number <= capacity, let part = _ExactTotals(_words: [number, 0, 0, 0, 0]) else {
            throw .tooManyEntries
        }
        try merge(part)
    }
}
