internal import CPrivacyInterface
internal import DifferentialPrivacy

/// Entries that are numbers, of a statistic with one answer.
final class NumberEntries<Statistic: EntryAggregation>: StatisticEntries<Statistic>
where Statistic.State: CountedState, Statistic.Entry: Entry, Statistic.Value: Answer {
    init(_ statistic: Statistic) {
        let totals = Totals(capacity: statistic._capacity) { statistic._emptyState }
        super.init(
            statistic, totals,
            Actions(adding: statistic, to: totals) { level, size throws(Failure) in
                try release(statistic, totals, level, size: size)
            })
    }

    override func makeEmpty() -> Entries { NumberEntries(statistic) }
}

extension Entries.Actions {
    /// Additions of numbers.
    @inline(__always)
    init<Statistic: EntryAggregation>(
        adding statistic: Statistic, to totals: Totals<Statistic.State>,
        release: @escaping (Double?, Int) throws(Failure) -> dp_release
    ) where Statistic.Entry: Entry {
        typealias Number = Statistic.Entry
        self.init(
            addReal: { entry throws(Failure) in
                guard !Number.isInteger else { throw .wantsIntegers }
                try totals.update(1) { statistic._add(Number(converting: entry), to: &$0) }
            },
            addInteger: { entry throws(Failure) in
                try totals.update(1) { statistic._add(Number(converting: entry), to: &$0) }
            },
            addColumn: { column, threads throws(Failure) in
                guard !(Number.isInteger && column.isReal) else { throw .wantsIntegers }
                if let buffer = unsafe column.buffer(of: Number.self) {
                    return try totals.update(buffer.count) {
                        unsafe statistic._add(buffer, threads: threads, to: &$0)
                    }
                }
                try totals.update(column.count) { state in
                    unsafe column.forEachBlock(of: Number.self) {
                        unsafe statistic._add($0, threads: 1, to: &state)
                    }
                }
            },
            release: release)
    }
}
