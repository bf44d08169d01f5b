internal import CPrivacyKernels

// Counting into leaves, in C. `unsafe`: a buffer's pointer and count go to C, which reads exactly that many entries,
// writes leaves + 1 counts and keeps nothing.
extension Kernels {
    /// - Precondition: bounds that `_leaves` has checked; C ends the process otherwise.
    static func realLeaves(lower: Double, upper: Double, leaves: Int) -> _LeafGrid {
        var grid = dpk_real_leaves()
        unsafe dpk_real_leaves_prepare(lower, upper, UInt32(leaves), &grid)
        return _LeafGrid(
            leaves: leaves, realLower: grid.lower, realUpper: upper, magic: grid.magic,
            last: grid.last, integerLower: 0, integerUpper: 0, shift: 0, scale: grid.scale)
    }

    static func integerLeaves(lower: Int64, upper: Int64, leaves: Int) -> _LeafGrid {
        var grid = dpk_integer_leaves()
        unsafe dpk_integer_leaves_prepare(lower, upper, UInt32(leaves), &grid)
        return _LeafGrid(
            leaves: leaves, realLower: 0, realUpper: 0, magic: 0, last: 0, integerLower: lower,
            integerUpper: upper, shift: UInt64(grid.shift), scale: grid.scale)
    }

    static func count(
        _ entries: UnsafeBufferPointer<Double>, on grid: _LeafGrid,
        in counts: UnsafeMutableBufferPointer<UInt64>
    ) {
        unsafe run(dpk_count_f64, realLeaves(grid), entries, grid.leaves, counts)
    }

    static func count(
        _ entries: UnsafeBufferPointer<Float>, on grid: _LeafGrid,
        in counts: UnsafeMutableBufferPointer<UInt64>
    ) {
        unsafe run(dpk_count_f32, realLeaves(grid), entries, grid.leaves, counts)
    }

    static func count(
        _ entries: UnsafeBufferPointer<Int64>, on grid: _LeafGrid,
        in counts: UnsafeMutableBufferPointer<UInt64>
    ) {
        unsafe run(dpk_count_i64, integerLeaves(grid), entries, grid.leaves, counts)
    }

    static func count(
        _ entries: UnsafeBufferPointer<Int32>, on grid: _LeafGrid,
        in counts: UnsafeMutableBufferPointer<UInt64>
    ) {
        unsafe run(dpk_count_i32, integerLeaves(grid), entries, grid.leaves, counts)
    }

    /// Below so many entries counting straight into the counts is faster than setting up tables (leaves.md).
    private static let leastEntriesForTables = 1 << 18

    private static func run<Leaves, Entry>(
        _ kernel: (
            UnsafePointer<Leaves>?, UnsafePointer<Entry>?, Int,
            UnsafeMutablePointer<dpk_leaf_counts>?
        ) -> Void,
        _ grid: Leaves, _ entries: UnsafeBufferPointer<Entry>, _ leaves: Int,
        _ counts: UnsafeMutableBufferPointer<UInt64>
    ) {
        precondition(counts.count == leaves + 1, "one count a leaf, and one for NaN")
        guard let start = entries.baseAddress else { return }
        let length =
            entries.count < leastEntriesForTables ? 0 : dpk_leaf_tables_length(UInt32(leaves))
        // Temporary memory: zeros before C counts in it, read by C alone.
        unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: length) { tables in
            unsafe tables.initialize(repeating: 0)
            var tally = unsafe dpk_leaf_counts(
                counts: counts.baseAddress, tables: length == 0 ? nil : tables.baseAddress,
                leaves: UInt32(leaves), pending: 0)
            unsafe withUnsafePointer(to: grid) {
                unsafe kernel($0, start, entries.count, &tally)
            }
            unsafe dpk_leaf_counts_fold(&tally)
        }
    }

    private static func realLeaves(_ grid: _LeafGrid) -> dpk_real_leaves {
        dpk_real_leaves(
            lower: grid.realLower, magic: grid.magic, last: grid.last, scale: grid.scale,
            leaves: UInt32(grid.leaves))
    }

    private static func integerLeaves(_ grid: _LeafGrid) -> dpk_integer_leaves {
        dpk_integer_leaves(
            lower: grid.integerLower, upper: grid.integerUpper, scale: grid.scale,
            shift: UInt32(grid.shift), leaves: UInt32(grid.leaves))
    }
}
