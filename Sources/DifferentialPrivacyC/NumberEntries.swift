internal import CPrivacyInterface
internal import DifferentialPrivacy

/// Entries that are numbers, of a statistic with one answer.
final class NumberEntries<Statistic: EntryAggregation>: StatisticEntries<Statistic>
where Statistic.State: CountedState, Statistic.Entry: Entry, Statistic.Value: Answer {
    init(_ statistic: Statistic) {
        let totals = Totals(statistic)
        super.init(
            totals,
            Actions(adding: totals) { level, size throws(Failure) in
                try totals.release(level, size: size)
            })
    }

    override func makeEmpty() -> Entries { NumberEntries(totals.statistic) }
}

extension Entries.Actions {
    /// Additions of numbers.
    @inline(__always)
    init<Statistic: EntryAggregation>(
        adding totals: Totals<Statistic>,
        release: @escaping (Double?, Int) throws(Failure) -> dp_release
    ) where Statistic.Entry: Entry {
        typealias Number = Statistic.Entry
        self.init(
            addReal: { entry throws(Failure) in
                guard !Number.isInteger else { throw .wantsIntegers }
                try totals.update(1) { totals.statistic._add(Number(converting: entry), to: &$0) }
            },
            addInteger: { entry throws(Failure) in
                try totals.update(1) { totals.statistic._add(Number(converting: entry), to: &$0) }
            },
            addColumn: { column, threads throws(Failure) in
                guard !(Number.isInteger && column.isReal) else { throw .wantsIntegers }
                if let buffer = unsafe column.buffer(of: Number.self) {
                    return try totals.update(buffer.count) {
                        unsafe totals.statistic._add(buffer, threads: threads, to: &$0)
                    }
                }
                try totals.update(column.count) { state in
                    unsafe column.forEachBlock(of: Number.self) {
                        unsafe totals.statistic._add($0, threads: 1, to: &state)
                    }
                }
            },
            release: release)
    }
}
