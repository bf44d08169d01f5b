extension Double: EntryNumber {
    public typealias Sum = Double
    public static var _code: UInt8 { 1 }
    /// −0 is 0.
    public var _parameterBits: UInt64 { self == 0 ? 0 : bitPattern }
    public var _double: Double { self }

    public static func _checkBounds(lower: Double, upper: Double) throws(ParameterError) {
        for (parameter, bound) in [
            (ParameterError.Parameter.lowerBound, lower), (.upperBound, upper),
        ] {
            guard bound.isFinite else { throw ParameterError(parameter, .finite, .number(bound)) }
            guard abs(bound) <= 0x1p960 else {
                throw ParameterError(parameter, .notBeyondTwoTo960, .number(bound))
            }
        }
        guard lower < upper else {
            throw ParameterError(.bounds, .increasing, .range(lower, upper))
        }
    }

    public static func _grid(
        lower: Double, upper: Double, centred: Bool, squares: Bool, noiseRatio: Rational
    ) throws(ParameterError) -> _EntryGrid {
        try .real(lower: lower, upper: upper, centred: centred, noiseRatio: noiseRatio)
    }

    /// The same operations as the C kernels, so the same bits; limited to the bounds' indices, so that not even a
    /// changed rounding mode lets an entry past them.
    @inlinable
    public func _index(on grid: _EntryGrid) -> Int128? {
        if isNaN { return nil }
        var y = self > grid.realLower ? self : grid.realLower
        y = y < grid.realUpper ? y : grid.realUpper
        let index = Int128(_EntryGrid.realIndex(y, centre: grid.centre, magic: grid.magic))
        return Swift.min(Swift.max(index, grid.lowerIndex), grid.upperIndex)
    }

    public static func _totals(
        of entries: UnsafeBufferPointer<Double>, on grid: _EntryGrid, squares: Bool
    ) -> _ExactTotals {
        unsafe Kernels.totals(of: entries, on: grid, squares: squares)
    }

    public static func _sum(_ total: Int128, exponent: Int) -> Double {
        total.scaledDouble(byPowerOfTwo: exponent)
    }
}

extension Float: EntryNumber {
    public typealias Sum = Double
    public static var _code: UInt8 { 2 }
    public var _parameterBits: UInt64 { self == 0 ? 0 : UInt64(bitPattern) }
    public var _double: Double { Double(self) }

    public static func _checkBounds(lower: Float, upper: Float) throws(ParameterError) {
        try Double._checkBounds(lower: Double(lower), upper: Double(upper))
    }

    public static func _grid(
        lower: Float, upper: Float, centred: Bool, squares: Bool, noiseRatio: Rational
    ) throws(ParameterError) -> _EntryGrid {
        try .real(
            lower: Double(lower), upper: Double(upper), centred: centred, noiseRatio: noiseRatio)
    }

    @inlinable
    public func _index(on grid: _EntryGrid) -> Int128? { Double(self)._index(on: grid) }

    public static func _totals(
        of entries: UnsafeBufferPointer<Float>, on grid: _EntryGrid, squares: Bool
    ) -> _ExactTotals {
        unsafe Kernels.totals(of: entries, on: grid, squares: squares)
    }

    public static func _sum(_ total: Int128, exponent: Int) -> Double {
        total.scaledDouble(byPowerOfTwo: exponent)
    }
}
