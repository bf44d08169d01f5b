/// What an aggregation over numbers knows of its entries: how many, and the exact sums of their grid indices and of
/// the indices' squares. Raw data. Opaque.
public struct _ExactTotals: Hashable, Sendable {
    /// Entries that aren't NaN.
    @usableFromInline var count: UInt64 = 0
    @usableFromInline var sum: Int128 = 0
    /// 0 where the statistic needs no squares.
    @usableFromInline var squares: UInt128 = 0

    /// The most entries that an accumulator of squares holds: 2^34 squares of indices up to 2^46 stay below 2^126.
    @inlinable static var capacityWithSquares: UInt64 { 1 << 34 }
    /// The most entries of any other accumulator: 2^61 offsets below 2^64 stay below 2^125.
    @inlinable static var capacity: UInt64 { 1 << 61 }

    init() {}

    @inlinable
    init(count: UInt64, sum: Int128, squares: UInt128) {
        self.count = count
        self.sum = sum
        self.squares = squares
    }

    /// - Parameter capacity: the statistic's, so that what is refused never depends on data.
    /// - Precondition: the capacity isn't passed; the process stops rather than release a wrong sum.
    @inlinable
    mutating func add(_ other: _ExactTotals, capacity: UInt64) {
        precondition(other.count <= capacity - count, "an accumulator's capacity is passed")
        count += other.count
        sum += other.sum
        squares += other.squares
    }

    mutating func merge(_ other: _ExactTotals, capacity: UInt64) throws(SummaryError) {
        guard other.count <= capacity, count <= capacity - other.count else {
            throw .capacityPassed
        }
        add(other, capacity: capacity)
    }
}
