/// A statistic that keeps its entries in logarithmic bins until bounds are known. Not to be conformed to outside this
/// library.
public protocol _BinnedAggregation: EntryAggregation
where State == _BinTotals, Failure == BoundsError {}

extension ApproxBounds: _BinnedAggregation {}
extension AutomaticBounds: _BinnedAggregation {}

extension _BinnedAggregation {
    public func _add(_ entry: Entry, to state: inout _BinTotals) {
        // The pointer is used within the call.
        unsafe withUnsafePointer(to: entry) {
            unsafe state.add(UnsafeBufferPointer(start: $0, count: 1), capacity: _capacity)
        }
    }

    public func _add(
        _ entries: UnsafeBufferPointer<Entry>, threads: Int, to state: inout _BinTotals
    ) {
        let parts = Kernels.parts(of: entries.count, threads: threads)
        guard parts > 1 else {
            unsafe state.add(entries, capacity: _capacity)
            return
        }
        var totals = [_BinTotals](repeating: _emptyState, count: parts)
        // Each thread has an element of its own, and all are done before they are read.
        unsafe totals.withUnsafeMutableBufferPointer { totals in
            unsafe Kernels.inParallel(entries, parts: parts) { part, mine in
                unsafe totals[part].add(mine, capacity: _capacity)
            }
        }
        for part in totals {
            guard (try? state._merge(part, capacity: _capacity)) != nil else {
                preconditionFailure("an accumulator's capacity is passed")
            }
        }
    }
}
