internal import CPrivacyKernels

/// The C kernels, one overload an entry type. `unsafe`: a buffer's pointer and count go to C, which reads exactly
/// that many entries and keeps nothing.
enum Kernels {
    static func totals(
        of entries: UnsafeBufferPointer<Double>, on grid: _EntryGrid, squares: Bool
    ) -> _ExactTotals {
        let table = unsafe dpk_kernels_active().pointee
        return unsafe run(squares ? table.moments_f64 : table.sum_f64, realGrid(grid), entries)
    }

    static func totals(
        of entries: UnsafeBufferPointer<Float>, on grid: _EntryGrid, squares: Bool
    ) -> _ExactTotals {
        let table = unsafe dpk_kernels_active().pointee
        return unsafe run(squares ? table.moments_f32 : table.sum_f32, realGrid(grid), entries)
    }

    static func totals(
        of entries: UnsafeBufferPointer<Int64>, on grid: _EntryGrid, squares: Bool
    ) -> _ExactTotals {
        let table = unsafe dpk_kernels_active().pointee
        return unsafe run(squares ? table.moments_i64 : table.sum_i64, integerGrid(grid), entries)
    }

    static func totals(
        of entries: UnsafeBufferPointer<Int32>, on grid: _EntryGrid, squares: Bool
    ) -> _ExactTotals {
        let table = unsafe dpk_kernels_active().pointee
        return unsafe run(squares ? table.moments_i32 : table.sum_i32, integerGrid(grid), entries)
    }

    /// The grid of floating-point entries and the indices of its bounds, made under the kernels' own rounding.
    static func realGrid(lower: Double, upper: Double, exponent: Int, centred: Bool) -> _EntryGrid {
        var grid = dpk_real_grid()
        var lowerIndex: Int64 = 0
        var upperIndex: Int64 = 0
        unsafe dpk_real_grid_prepare(
            lower, upper, Int32(exponent), centred ? 1 : 0, &grid, &lowerIndex, &upperIndex)
        return _EntryGrid(
            exponent: exponent, centre: grid.centre, base: 0,
            lowerIndex: Int128(lowerIndex), upperIndex: Int128(upperIndex),
            realLower: lower, realUpper: upper, magic: grid.magic,
            integerLower: 0, integerUpper: 0)
    }

    private static func run<Grid, Entry>(
        _ kernel: (UnsafePointer<Grid>, UnsafePointer<Entry>, Int, UnsafeMutablePointer<dpk_totals>)
            -> Void,
        _ grid: Grid, _ entries: UnsafeBufferPointer<Entry>
    ) -> _ExactTotals {
        guard let start = entries.baseAddress else { return _ExactTotals() }
        var totals = dpk_totals()
        unsafe withUnsafePointer(to: grid) { unsafe kernel($0, start, entries.count, &totals) }
        return _ExactTotals(
            count: totals.count,
            sum: Int128(totals.sum_high) << 64 | Int128(totals.sum_low),
            squares: UInt128(totals.squares_high) << 64 | UInt128(totals.squares_low))
    }

    private static func realGrid(_ grid: _EntryGrid) -> dpk_real_grid {
        dpk_real_grid(
            lower: grid.realLower, upper: grid.realUpper, centre: grid.centre, magic: grid.magic)
    }

    private static func integerGrid(_ grid: _EntryGrid) -> dpk_integer_grid {
        dpk_integer_grid(
            lower: grid.integerLower, upper: grid.integerUpper, shift: UInt32(grid.exponent))
    }
}
