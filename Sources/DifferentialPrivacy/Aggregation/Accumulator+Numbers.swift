extension Accumulator where A: NumericAggregation {
    /// Adds one entry: NaN is skipped, ±infinity is clamped. No call into C.
    public mutating func addEntry(_ entry: A.Entry) {
        guard let index = entry._index(on: aggregation._grid) else { return }
        let squares = A._needsSquares ? index.magnitude * index.magnitude : 0
        add(_ExactTotals(count: 1, sum: index, squares: squares))
    }

    /// Adds all entries of a buffer. The fastest way in.
    public mutating func addEntries(_ entries: UnsafeBufferPointer<A.Entry>) {
        add(unsafe Self.totals(of: entries, on: aggregation._grid))
    }

    /// Adds all entries of a span. As fast as a buffer.
    public mutating func addEntries(_ entries: Span<A.Entry>) {
        // The closure can't capture a noncopyable self. The buffer is read within the call and not kept.
        let grid = aggregation._grid
        add(unsafe entries.withUnsafeBufferPointer { unsafe Self.totals(of: $0, on: grid) })
    }

    /// Adds all entries of a sequence.
    ///
    /// Arrays and other contiguous collections go as fast as a buffer; others through a small buffer on the stack.
    public mutating func addEntries(_ entries: some Sequence<A.Entry>) {
        let grid = aggregation._grid
        let contiguous = entries.withContiguousStorageIfAvailable {
            unsafe Self.totals(of: $0, on: grid)
        }
        if let contiguous {
            add(contiguous)
        } else {
            addInBlocks(entries)
        }
    }

    private mutating func addInBlocks(_ entries: some Sequence<A.Entry>) {
        let grid = aggregation._grid
        let capacity = aggregation._capacity
        var totals = state
        // Temporary memory: initialised up to `filled`, handed to C, deinitialised (numbers are trivial) on return.
        unsafe withUnsafeTemporaryAllocation(of: A.Entry.self, capacity: 512) { block in
            var filled = 0
            func flush() {
                let part = unsafe UnsafeBufferPointer(rebasing: block[..<filled])
                totals.add(unsafe Self.totals(of: part, on: grid), capacity: capacity)
                filled = 0
            }
            for entry in entries {
                unsafe block.initializeElement(at: filled, to: entry)
                filled += 1
                if filled == 512 { flush() }
            }
            flush()
        }
        state = totals
    }

    private mutating func add(_ totals: _ExactTotals) {
        state.add(totals, capacity: aggregation._capacity)
    }

    private static func totals(
        of entries: UnsafeBufferPointer<A.Entry>, on grid: _EntryGrid
    ) -> _ExactTotals {
        unsafe A.Entry._totals(of: entries, on: grid, squares: A._needsSquares)
    }
}
