internal import CPrivacyInterface
internal import DifferentialPrivacy

/// Entries that are numbers.
class NumberEntries<Statistic: EntryAggregation>: StatisticEntries<Statistic>
where Statistic.State: CountedState, Statistic.Entry: Entry {
    override func makeEmpty() -> Entries { NumberEntries(statistic) }

    override func add(_ entry: Double) throws(Failure) {
        guard !Statistic.Entry.isInteger else { throw .wantsIntegers }
        let entry = Statistic.Entry(converting: entry)
        try update(1) { statistic._add(entry, to: &$0) }
    }

    override func add(_ entry: Int64) throws(Failure) {
        let entry = Statistic.Entry(converting: entry)
        try update(1) { statistic._add(entry, to: &$0) }
    }

    override func add(_ column: Column, threads: Int) throws(Failure) {
        guard !(Statistic.Entry.isInteger && column.isReal) else { throw .wantsIntegers }
        try update(column.count) { state in
            if let buffer = unsafe column.buffer(of: Statistic.Entry.self) {
                unsafe statistic._add(buffer, threads: threads, to: &state)
            } else {
                addConverted(column, to: &state)
            }
        }
    }

    private func addConverted(_ column: Column, to state: inout Statistic.State) {
        let length = min(column.count, 8192)
        // Temporary memory: the first `filled` numbers of the block are written before they are read.
        unsafe withUnsafeTemporaryAllocation(of: Statistic.Entry.self, capacity: length) { block in
            guard let first = block.baseAddress, length > 0 else { return }
            for start in stride(from: 0, to: column.count, by: length) {
                let end = min(start + length, column.count)
                let filled = unsafe column.read(start..<end, into: first)
                unsafe statistic._add(
                    UnsafeBufferPointer(start: first, count: filled), threads: 1, to: &state)
            }
        }
    }

    override func merge(_ bytes: [UInt8], format: Int32) throws(Failure) {
        try merge(state(bytes, format: format))
    }

    override func serialized(format: Int32) throws(Failure) -> [UInt8] {
        try bytes(format: format)
    }
}
