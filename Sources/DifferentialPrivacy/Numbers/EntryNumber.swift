/// The number types that entries can have: `Int`, `Int64`, `Int32`, `Float` and `Double`.
///
/// Not to be conformed to outside this library. NaN is skipped, ±infinity is clamped to the bounds, −0 is 0.
public protocol EntryNumber: Comparable, Hashable, Sendable {
    /// What a released sum is: `Int` for integers, `Double` for floating-point numbers.
    associatedtype Sum: Hashable, Sendable

    /// This type's code in serialized summaries.
    static var _code: UInt8 { get }
    /// The value for serialized parameters.
    var _parameterBits: UInt64 { get }
    /// The value as the nearest double, for displays and final clamps.
    var _double: Double { get }
    static func _checkBounds(lower: Self, upper: Self) throws(ParameterError)
    static func _grid(
        lower: Self, upper: Self, centred: Bool, squares: Bool, noiseRatio: Rational
    ) throws(ParameterError) -> _EntryGrid
    /// The grid index of one entry; nil for NaN.
    func _index(on grid: _EntryGrid) -> Int128?
    /// Adds up the indices (and their squares) of all entries, in C.
    static func _totals(
        of entries: UnsafeBufferPointer<Self>, on grid: _EntryGrid, squares: Bool
    ) -> _ExactTotals
    /// The released sum `total` · 2^`exponent`.
    static func _sum(_ total: Int128, exponent: Int) -> Sum
    /// The entry that an integer is, limited to this type; nil for floating-point types.
    static func _entry(_ integer: Int64) -> Self?
    /// The entry that a floating-point number is; nil for integers.
    static func _entry(_ real: Double) -> Self?
    /// The bins by which bounds are learnt.
    static var _bins: _BinLayout { get }
    /// The number at an edge of theirs, within this type.
    static func _atEdge(_ edge: _BinEdge) -> Self
    /// Adds all entries to the bins' totals, in C; returns how many aren't NaN.
    ///
    /// - Parameters:
    ///   - words: the totals, `width` words a bin.
    ///   - coarse: whether places are limited to 2^46, for their squares.
    static func _addToBins(
        _ entries: UnsafeBufferPointer<Self>, _ words: UnsafeMutablePointer<UInt64>, width: Int,
        coarse: Bool
    ) -> Int
    /// `leaves` leaves between checked bounds.
    static func _leaves(lower: Self, upper: Self, leaves: Int) throws(ParameterError) -> _LeafGrid
    /// How many of `wanted` leaves make sense between checked bounds: no more than there are integers.
    static func _mostLeaves(lower: Self, upper: Self, wanted: Int) -> Int
    /// - Throws: `ParameterError` unless `resolution` is greater than 0 and at most the range.
    static func _checkResolution(
        _ resolution: Self, _ lower: Self, _ upper: Self) throws(ParameterError)
    /// The leaf of one entry; nil for NaN.
    func _leaf(on grid: _LeafGrid) -> Int?
    /// Adds all entries of a buffer to `counts`, in C; see ``_LeafCounts``.
    static func _count(
        _ entries: UnsafeBufferPointer<Self>, on grid: _LeafGrid,
        in counts: UnsafeMutableBufferPointer<UInt64>)
    /// The roundest number in a leaf: what is released for it.
    static func _roundNumber(inLeaf leaf: Int, of grid: _LeafGrid) -> Sum
    /// The least and the largest number in a range of leaves.
    static func _ends(ofLeaves leaves: ClosedRange<Int>, of grid: _LeafGrid) -> (Double, Double)
    /// Calls `body` with the leaf of every multiple of a power of ten between the bounds, from the finest power whose
    /// multiples lie a leaf apart or more, level 1, to the coarsest.
    static func _forEachRoundNumber(on grid: _LeafGrid, _ body: (_ leaf: Int, _ level: Int) -> Void)
    /// Calls `body` with the leaf of every multiple of `step` between the bounds.
    static func _forEachMultiple(
        of step: Self, on grid: _LeafGrid, _ body: (_ leaf: Int) -> Void)
}
