/// What all integer entries share: exact offsets from the lower bound.
public protocol _EntryInteger: EntryNumber, FixedWidthInteger where Sum == Int {}

extension _EntryInteger {
    public var _parameterBits: UInt64 { UInt64(bitPattern: Int64(self)) }
    public var _double: Double { Double(self) }

    public static func _checkBounds(lower: Self, upper: Self) throws(ParameterError) {
        guard lower < upper else {
            throw ParameterError(.bounds, .increasing, .integerRange(Int(lower), Int(upper)))
        }
    }

    public static func _grid(
        lower: Self, upper: Self, centred: Bool, squares: Bool, noiseRatio: Rational
    ) throws(ParameterError) -> _EntryGrid {
        .integer(lower: Int64(lower), upper: Int64(upper), squares: squares)
    }

    @inlinable
    public func _index(on grid: _EntryGrid) -> Int128? {
        let clamped = Swift.min(Swift.max(Int64(self), grid.integerLower), grid.integerUpper)
        let offset = UInt64(bitPattern: clamped &- grid.integerLower)
        return Int128(_EntryGrid.integerIndex(offset, shift: grid.exponent))
    }

    public static func _sum(_ total: Int128, exponent: Int) -> Int {
        total.saturatedInt(byPowerOfTwo: exponent)
    }
}

extension Int: _EntryInteger {
    public static var _code: UInt8 { 3 }

    public static func _totals(
        of entries: UnsafeBufferPointer<Int>, on grid: _EntryGrid, squares: Bool
    ) -> _ExactTotals {
        // Int has 64 bits on every platform that this package supports.
        unsafe entries.withMemoryRebound(to: Int64.self) {
            unsafe Kernels.totals(of: $0, on: grid, squares: squares)
        }
    }
}

extension Int64: _EntryInteger {
    public static var _code: UInt8 { 3 }

    public static func _totals(
        of entries: UnsafeBufferPointer<Int64>, on grid: _EntryGrid, squares: Bool
    ) -> _ExactTotals {
        unsafe Kernels.totals(of: entries, on: grid, squares: squares)
    }
}

extension Int32: _EntryInteger {
    public static var _code: UInt8 { 4 }

    public static func _totals(
        of entries: UnsafeBufferPointer<Int32>, on grid: _EntryGrid, squares: Bool
    ) -> _ExactTotals {
        unsafe Kernels.totals(of: entries, on: grid, squares: squares)
    }
}
