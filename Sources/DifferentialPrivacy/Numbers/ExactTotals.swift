/// What an aggregation over numbers knows of its entries: how many, and the exact sums of their grid indices and of
/// the indices' squares. Raw data. Opaque.
public struct _ExactTotals: Hashable, Sendable {
    /// Entries that aren't NaN.
    private(set) var count: UInt64 = 0
    private(set) var sum: Int128 = 0
    /// 0 where the statistic needs no squares.
    private(set) var squares: UInt128 = 0

    /// The most entries that an accumulator of squares holds: 2^34 squares of indices up to 2^46 stay below 2^126.
    static let capacityWithSquares: UInt64 = 1 << 34
    /// The most entries of any other accumulator: 2^61 offsets below 2^64 stay below 2^125.
    static let capacity: UInt64 = 1 << 61

    init() {}

    init(count: UInt64, sum: Int128, squares: UInt128) {
        self.count = count
        self.sum = sum
        self.squares = squares
    }

    /// - Precondition: the public capacity isn't passed; the process stops rather than release a wrong sum.
    mutating func add(count: UInt64, sum: Int128, squares: UInt128) {
        self.count += count
        let limit = self.squares | squares == 0 ? Self.capacity : Self.capacityWithSquares
        precondition(self.count <= limit, "an accumulator's capacity is passed")
        self.sum += sum
        self.squares += squares
    }

    mutating func addEntry(_ index: Int128, squared: Bool) {
        let magnitude = index.magnitude
        add(count: 1, sum: index, squares: squared ? magnitude * magnitude : 0)
    }

    mutating func merge(_ other: _ExactTotals) throws(SummaryError) {
        let (sum, overflow) = count.addingReportingOverflow(other.count)
        let limit = squares | other.squares == 0 ? Self.capacity : Self.capacityWithSquares
        guard !overflow, sum <= limit else { throw .capacityPassed }
        add(count: other.count, sum: other.sum, squares: other.squares)
    }
}
