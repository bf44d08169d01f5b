/// A statistic of numbers within declared bounds. Not to be conformed to outside this library.
public protocol NumericAggregation: Aggregation where State == _ExactTotals {
    /// The number type of the entries and of the bounds.
    associatedtype Entry: EntryNumber
    var _bounded: _BoundedParameters<Entry> { get }
    var _grid: _EntryGrid { get }
    /// Whether the totals include squares.
    static var _needsSquares: Bool { get }
}

extension NumericAggregation {
    /// What one release costs, as it was typed.
    public var epsilon: Double { _bounded.epsilon.typed }

    /// Smaller entries count as this.
    public var lowerBound: Entry { _bounded.lowerBound }

    /// Larger entries count as this.
    public var upperBound: Entry { _bounded.upperBound }

    /// In how many releases made with this description one privacy unit is: l0.
    public var maxPartitionsContributed: Int { _bounded.limits.maxPartitionsContributed }

    /// How many entries one privacy unit has in a release: linf.
    public var maxContributionsPerPartition: Int { _bounded.limits.maxContributionsPerPartition }

    /// The statistic of `entries` with noise, in one call. Each call costs ε.
    ///
    /// - Parameter entries: any sequence; NaN is skipped, ±infinity is clamped, no entries at all are answered with noise.
    /// - Returns: the noisy value.
    @inlinable
    public func quickResult(_ entries: some Sequence<Entry>) -> Value {
        var accumulator = makeAccumulator()
        accumulator.addEntries(entries)
        return accumulator.result()
    }

    @inlinable
    public var _capacity: UInt64 {
        Self._needsSquares ? _ExactTotals.capacityWithSquares : _ExactTotals.capacity
    }

    public static var _numberCode: UInt8 { Entry._code }
    public var _parameters: [UInt64] { _bounded.words }

    /// Whether the totals lie where that many entries on the grid can bring them.
    public func _isPossible(_ totals: _ExactTotals) -> Bool {
        guard totals.count <= _capacity else { return false }
        let count = Int128(totals.count)
        guard count * _grid.lowerIndex <= totals.sum, totals.sum <= count * _grid.upperIndex else {
            return false
        }
        guard Self._needsSquares else { return totals.squares == 0 }
        let largest = max(_grid.lowerIndex.magnitude, _grid.upperIndex.magnitude)
        return totals.sum.magnitude <= totals.squares
            && totals.squares <= UInt128(totals.count) * largest * largest
    }
}
