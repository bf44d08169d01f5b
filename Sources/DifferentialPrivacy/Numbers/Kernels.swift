internal import CPrivacyKernels

/// The C kernels, one overload an entry type. `unsafe`: a buffer's pointer and count go to C, which reads exactly
/// that many entries and keeps nothing.
enum Kernels {
    static func add(
        _ entries: UnsafeBufferPointer<Double>, on grid: _EntryGrid, squares: Bool,
        to totals: inout _ExactTotals
    ) {
        guard let start = entries.baseAddress else { return }
        var real = realGrid(grid)
        let table = unsafe dpk_kernels_active().pointee
        unsafe withC(&totals) {
            unsafe (squares ? table.moments_f64 : table.sum_f64)(&real, start, entries.count, $0)
        }
    }

    static func add(
        _ entries: UnsafeBufferPointer<Float>, on grid: _EntryGrid, squares: Bool,
        to totals: inout _ExactTotals
    ) {
        guard let start = entries.baseAddress else { return }
        var real = realGrid(grid)
        let table = unsafe dpk_kernels_active().pointee
        unsafe withC(&totals) {
            unsafe (squares ? table.moments_f32 : table.sum_f32)(&real, start, entries.count, $0)
        }
    }

    static func add(
        _ entries: UnsafeBufferPointer<Int64>, on grid: _EntryGrid, squares: Bool,
        to totals: inout _ExactTotals
    ) {
        guard let start = entries.baseAddress else { return }
        var integer = integerGrid(grid)
        let table = unsafe dpk_kernels_active().pointee
        unsafe withC(&totals) {
            unsafe (squares ? table.moments_i64 : table.sum_i64)(&integer, start, entries.count, $0)
        }
    }

    static func add(
        _ entries: UnsafeBufferPointer<Int32>, on grid: _EntryGrid, squares: Bool,
        to totals: inout _ExactTotals
    ) {
        guard let start = entries.baseAddress else { return }
        var integer = integerGrid(grid)
        let table = unsafe dpk_kernels_active().pointee
        unsafe withC(&totals) {
            unsafe (squares ? table.moments_i32 : table.sum_i32)(&integer, start, entries.count, $0)
        }
    }

    private static func realGrid(_ grid: _EntryGrid) -> dpk_real_grid {
        dpk_real_grid(
            lower: grid.realLower, upper: grid.realUpper, centre: grid.centre, magic: grid.magic)
    }

    private static func integerGrid(_ grid: _EntryGrid) -> dpk_integer_grid {
        dpk_integer_grid(
            lower: grid.integerLower, upper: grid.integerUpper, shift: UInt32(grid.exponent))
    }

    /// Lends the totals to C in C's layout.
    private static func withC(
        _ totals: inout _ExactTotals, _ body: (UnsafeMutablePointer<dpk_totals>) -> Void
    ) {
        var part = dpk_totals()
        unsafe body(&part)
        let sum = Int128(part.sum_high) << 64 | Int128(part.sum_low)
        let squares = UInt128(part.squares_high) << 64 | UInt128(part.squares_low)
        totals.add(count: part.count, sum: sum, squares: squares)
    }
}
