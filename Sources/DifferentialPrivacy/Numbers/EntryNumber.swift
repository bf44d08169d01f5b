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
}
