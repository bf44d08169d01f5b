/// A statistic of numbers within declared bounds. Not to be conformed to outside this library.
public protocol NumericAggregation: EntryAggregation where State == _ExactTotals, Failure == Never {
    var _bounded: _BoundedParameters<Entry> { get }
    var _grid: _EntryGrid { get }
    /// Whether the totals include squares.
    static var _needsSquares: Bool { get }
    /// The code of the same statistic with automatic bounds.
    static var _automaticCode: UInt8 { get }
    /// Whether the noise depends on how far apart the bounds are, not on how far from 0.
    static var _isCentred: Bool { get }
    /// How many totals get noise.
    static var _coordinates: Int { get }
    /// The statistic on a grid that was made for it.
    ///
    /// - Parameter squaresMatch: whether an entry moves the sum of squares by the square of what it moves the sum by. If
    ///   not, each of the two is moved by less than 1 more or less than some k and k² between the bounds' indices.
    init(_ bounded: _BoundedParameters<Entry>, _on grid: _EntryGrid, squaresMatch: Bool)
        throws(ParameterError)
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

    /// The noise of a release, as it was asked for.
    public var noise: Noise { _bounded.noise }

    /// What one release costs in δ; 0 with Laplace noise.
    public var delta: Double { event.delta.approximation }

    @inlinable
    public func _add(_ entry: Entry, to state: inout _ExactTotals) {
        guard let index = entry._index(on: _grid) else { return }
        let squares = Self._needsSquares ? index.magnitude * index.magnitude : 0
        state.add(_ExactTotals(count: 1, sum: index, squares: squares), capacity: _capacity)
    }

    public func _add(
        _ entries: UnsafeBufferPointer<Entry>, threads: Int, to state: inout _ExactTotals
    ) {
        let totals =
            unsafe threads == 1
            ? Entry._totals(of: entries, on: _grid, squares: Self._needsSquares)
            : Kernels.totals(
                of: entries, on: _grid, squares: Self._needsSquares, threads: threads)
        state.add(totals, capacity: _capacity)
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
