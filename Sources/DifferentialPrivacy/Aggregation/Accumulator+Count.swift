extension Accumulator where A == Count {
    /// Counts one more entry.
    public mutating func addEntry() {
        addEntries(count: 1)
    }

    /// Counts `count` more entries.
    ///
    /// - Precondition: `count` is at least 0, and at most 2^61 entries are counted in all.
    public mutating func addEntries(count: Int) {
        precondition(count >= 0, "a number of entries is at least 0")
        state.add(
            _ExactTotals(count: UInt64(count), sum: 0, squares: 0),
            capacity: aggregation._capacity)
    }

    /// Counts the elements of a sequence, of any type.
    public mutating func addEntries(_ entries: some Sequence) {
        let contiguous = entries.withContiguousStorageIfAvailable { $0.count }
        addEntries(count: contiguous ?? entries.reduce(into: 0) { count, _ in count += 1 })
    }

    /// Counts the elements of a collection without visiting them where it knows their number.
    public mutating func addEntries(_ entries: some Collection) {
        addEntries(count: entries.count)
    }
}
