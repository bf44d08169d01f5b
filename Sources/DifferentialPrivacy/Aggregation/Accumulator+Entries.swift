extension Accumulator where A: EntryAggregation {
    /// Adds one entry: NaN is skipped, ±infinity is clamped. No call into C.
    @inlinable
    public mutating func addEntry(_ entry: A.Entry) {
        aggregation._add(entry, to: &state)
    }

    /// Adds all entries of a buffer. The fastest way in.
    public mutating func addEntries(_ entries: UnsafeBufferPointer<A.Entry>) {
        unsafe aggregation._add(entries, threads: 1, to: &state)
    }

    /// Adds all entries of a span. As fast as a buffer.
    public mutating func addEntries(_ entries: Span<A.Entry>) {
        // The buffer is read within the call and not kept.
        unsafe entries.withUnsafeBufferPointer { unsafe addEntries($0) }
    }

    /// Adds all entries of a buffer on several threads; the totals are those of one thread, bit for bit.
    ///
    /// Pays from about a million entries on. The calling thread takes part and waits, so in an asynchronous task
    /// rather give each child task an accumulator of its own and merge their summaries: the bits are the same again.
    ///
    /// - Parameters:
    ///   - entries: NaN is skipped, ±infinity is clamped. Nobody else may change them during the call.
    ///   - threads: the most to use, this one included; at least 1. There are at most 64, and no more than one for each
    ///     262 144 entries.
    public mutating func addEntries(_ entries: UnsafeBufferPointer<A.Entry>, threads: Int) {
        precondition(threads >= 1, "a number of threads is at least 1")
        unsafe aggregation._add(entries, threads: threads, to: &state)
    }

    /// Adds all entries of a span on several threads; the totals are those of one thread, bit for bit.
    ///
    /// - Parameters:
    ///   - entries: NaN is skipped, ±infinity is clamped.
    ///   - threads: the most to use, this one included; at least 1. As for a buffer.
    public mutating func addEntries(_ entries: Span<A.Entry>, threads: Int) {
        // The buffer is read within the call and not kept.
        unsafe entries.withUnsafeBufferPointer { unsafe addEntries($0, threads: threads) }
    }

    /// Adds all entries of a sequence.
    ///
    /// Arrays and other contiguous collections go as fast as a buffer; others through a small buffer on the stack.
    @inlinable
    public mutating func addEntries(_ entries: some Sequence<A.Entry>) {
        let contiguous: Void? = entries.withContiguousStorageIfAvailable { unsafe addEntries($0) }
        guard contiguous == nil else { return }
        // Temporary memory: initialised up to `filled`, added up, and left (numbers are trivial).
        unsafe withUnsafeTemporaryAllocation(of: A.Entry.self, capacity: 512) { block in
            var filled = 0
            for entry in entries {
                unsafe block.initializeElement(at: filled, to: entry)
                filled += 1
                if filled == 512 {
                    unsafe addEntries(UnsafeBufferPointer(block))
                    filled = 0
                }
            }
            unsafe addEntries(UnsafeBufferPointer(rebasing: block[..<filled]))
        }
    }
}
