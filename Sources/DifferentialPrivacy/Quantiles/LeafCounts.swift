/// What an accumulator of a quantile knows of its entries: how many fell into each leaf. Raw data. Opaque.
public struct _LeafCounts: Hashable, Sendable {
    /// One number a leaf, and a last one, into which the kernels count NaN and which is 0 between calls.
    @usableFromInline var counts: [UInt64]
    /// All of them.
    @usableFromInline var total: UInt64 = 0

    /// The most entries: the kernels' limit, and sums of counts stay below 2^62.
    @inlinable static var capacity: UInt64 { 1 << 61 }

    init(leaves: Int) {
        counts = [UInt64](repeating: 0, count: leaves + 1)
    }

    var leaves: Int { counts.count - 1 }

    /// - Precondition: the capacity isn't passed; the process stops rather than release something wrong.
    @inlinable @inline(__always)
    mutating func add(leaf: Int) {
        precondition(total < Self.capacity, "an accumulator's capacity is passed")
        total &+= 1
        counts[leaf] &+= 1
    }

    /// Adds `entries` by `count`, which has that many entries counted into leaves and the place for NaN.
    mutating func add(
        _ entries: Int, counting count: (UnsafeMutableBufferPointer<UInt64>) -> Void
    ) {
        precondition(
            UInt64(entries) <= Self.capacity - total, "an accumulator's capacity is passed")
        unsafe counts.withUnsafeMutableBufferPointer { unsafe count($0) }
        total += UInt64(entries) - counts[leaves]
        counts[leaves] = 0
    }
}

extension _LeafCounts: _AggregationState {
    public mutating func _merge(_ other: _LeafCounts, capacity: UInt64) throws(SummaryError) {
        guard other.total <= capacity, total <= capacity - other.total else {
            throw .capacityPassed
        }
        for leaf in counts.indices { counts[leaf] += other.counts[leaf] }
        total += other.total
    }

    /// One word a leaf.
    public var _words: [UInt64] { Array(counts.dropLast()) }

    public init?(_words words: [UInt64]) {
        guard !words.isEmpty else { return nil }
        for count in words {
            guard count <= Self.capacity - total else { return nil }
            total += count
        }
        counts = words + [0]
    }

    public var _bytesElsewhere: Int { counts.capacity * MemoryLayout<UInt64>.stride }
}
