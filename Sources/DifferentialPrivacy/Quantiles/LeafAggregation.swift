/// A statistic of the order of numbers: entries are counted in leaves between declared bounds. Not to be conformed to
/// outside this library.
public protocol LeafAggregation: EntryAggregation where State == _LeafCounts, Failure == Never {
    var _grid: _LeafGrid { get }
}

extension LeafAggregation {
    @inlinable
    public func _add(_ entry: Entry, to state: inout _LeafCounts) {
        guard let leaf = entry._leaf(on: _grid) else { return }
        state.add(leaf: leaf)
    }

    public func _add(
        _ entries: UnsafeBufferPointer<Entry>, threads: Int, to state: inout _LeafCounts
    ) {
        let parts = min(
            threads, Kernels.mostThreads, max(1, entries.count / Kernels.leastEntriesPerThread))
        guard parts > 1 else {
            unsafe state.add(entries.count) { unsafe Entry._count(entries, on: _grid, in: $0) }
            return
        }
        let length = entries.count / parts
        let counters = Kernels.parallelMap(parts) { part in
            let end = part + 1 < parts ? (part + 1) * length : entries.count
            let mine = unsafe UnsafeBufferPointer(rebasing: entries[part * length..<end])
            var counts = _LeafCounts(leaves: _grid.leaves)
            unsafe counts.add(mine.count) { unsafe Entry._count(mine, on: _grid, in: $0) }
            return counts
        }
        for counter in counters {
            do {
                try state._merge(counter, capacity: _capacity)
            } catch {
                preconditionFailure("an accumulator's capacity is passed")
            }
        }
    }

    public var _capacity: UInt64 { _LeafCounts.capacity }
    public var _emptyState: _LeafCounts { _LeafCounts(leaves: _grid.leaves) }
    public static var _numberCode: UInt8 { Entry._code }

    public func _isPossible(_ state: _LeafCounts) -> Bool {
        state.leaves == _grid.leaves && state.total <= _capacity
    }
}

extension Kernels {
    /// What `body` returns for each part, each on a thread of its own.
    static func parallelMap<Result>(_ parts: Int, _ body: (Int) -> Result) -> [Result] {
        unsafe [Result](unsafeUninitializedCapacity: parts) { results, count in
            // Each thread initialises an element of its own, and all are done before they are read.
            inParallel(parts) { part in
                unsafe results.initializeElement(at: part, to: body(part))
            }
            count = parts
        }
    }
}
