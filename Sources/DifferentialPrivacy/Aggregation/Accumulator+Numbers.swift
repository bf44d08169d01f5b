extension Accumulator where A: NumericAggregation {
    /// Adds one entry: NaN is skipped, ±infinity is clamped. No call into C.
    public mutating func addEntry(_ entry: A.Entry) {
        guard let index = entry._index(on: aggregation._grid) else { return }
        state.addEntry(index, squared: A._needsSquares)
    }

    /// Adds all entries of a buffer. The fastest way in.
    public mutating func addEntries(_ entries: UnsafeBufferPointer<A.Entry>) {
        unsafe A.Entry._add(entries, on: aggregation._grid, squares: A._needsSquares, to: &state)
    }

    /// Adds all entries of a span. As fast as a buffer.
    public mutating func addEntries(_ entries: Span<A.Entry>) {
        // The closure can't capture a noncopyable self, so the parts that it needs are named.
        let grid = aggregation._grid
        var totals = state
        // The buffer is read within the call and not kept.
        unsafe entries.withUnsafeBufferPointer {
            unsafe A.Entry._add($0, on: grid, squares: A._needsSquares, to: &totals)
        }
        state = totals
    }

    /// Adds all entries of a sequence.
    ///
    /// Arrays and other contiguous collections go as fast as a buffer; others through a small buffer on the stack.
    public mutating func addEntries(_ entries: some Sequence<A.Entry>) {
        let grid = aggregation._grid
        var totals = state
        let contiguous: Void? = entries.withContiguousStorageIfAvailable {
            unsafe A.Entry._add($0, on: grid, squares: A._needsSquares, to: &totals)
        }
        if contiguous == nil {
            Self.addInBlocks(entries, on: grid, to: &totals)
        }
        state = totals
    }

    private static func addInBlocks(
        _ entries: some Sequence<A.Entry>, on grid: _EntryGrid, to totals: inout _ExactTotals
    ) {
        // Temporary memory: initialised up to `filled`, handed to C, deinitialised (numbers are trivial) on return.
        unsafe withUnsafeTemporaryAllocation(of: A.Entry.self, capacity: 512) { block in
            var filled = 0
            func flush() {
                let part = unsafe UnsafeBufferPointer(rebasing: block[..<filled])
                unsafe A.Entry._add(part, on: grid, squares: A._needsSquares, to: &totals)
                filled = 0
            }
            for entry in entries {
                unsafe block.initializeElement(at: filled, to: entry)
                filled += 1
                if filled == 512 { flush() }
            }
            flush()
        }
    }
}
