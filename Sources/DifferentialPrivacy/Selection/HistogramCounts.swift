/// The noisy counts of a ``Histogram``.
public struct HistogramCounts<Category: Hashable & Sendable>: Hashable, Sendable {
    /// What they are of.
    public let histogram: Histogram<Category>
    /// One for each of the histogram's categories, in their order; they can be negative.
    public let counts: [Int]
    /// Where each count without noise lies, in the same order; empty if no confidence level was asked for. Each covers by
    /// itself at its level, not all at once.
    public let intervals: [ConfidenceInterval]

    /// The noisy count of a category; nil if it isn't on the list.
    public subscript(category: Category) -> Int? {
        histogram.cell(of: category).map { counts[$0] }
    }

    /// Where the count of a category lies; nil if it isn't on the list or no level was asked for.
    public func interval(of category: Category) -> ConfidenceInterval? {
        guard !intervals.isEmpty else { return nil }
        return histogram.cell(of: category).map { intervals[$0] }
    }
}

/// What a histogram's accumulator knows: how many entries each cell has. Raw data. Opaque.
public struct _CellCounts: Hashable, Sendable {
    private(set) var counts: [UInt64]
    private var total: UInt64 = 0

    init(cells: Int) {
        counts = [UInt64](repeating: 0, count: cells)
    }

    /// - Precondition: the capacity isn't passed; the process stops rather than release a wrong count.
    mutating func count(_ cell: Int, capacity: UInt64) {
        precondition(total < capacity, "an accumulator's capacity is passed")
        counts[cell] += 1
        total += 1
    }

    func isPossible(capacity: UInt64) -> Bool { total <= capacity }
}

extension _CellCounts: _AggregationState {
    public mutating func _merge(_ other: _CellCounts, capacity: UInt64) throws(SummaryError) {
        guard other.total <= capacity, total <= capacity - other.total else {
            throw .capacityPassed
        }
        guard other.counts.count == counts.count else { throw .differentParameters }
        for cell in counts.indices { counts[cell] += other.counts[cell] }
        total += other.total
    }

    public var _words: [UInt64] { counts }

    /// nil where the total passes 64 bits.
    public init?(_words words: [UInt64]) {
        counts = words
        for word in words {
            let (sum, overflow) = total.addingReportingOverflow(word)
            guard !overflow else { return nil }
            total = sum
        }
    }

    public var _bytesElsewhere: Int { counts.count * MemoryLayout<UInt64>.stride }
}
