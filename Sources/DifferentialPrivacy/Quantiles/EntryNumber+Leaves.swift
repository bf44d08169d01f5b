extension EntryNumber where Self: BinaryFloatingPoint {
    public static func _mostLeaves(lower: Self, upper: Self, wanted: Int) -> Int { wanted }

    public static func _checkResolution(
        _ resolution: Self, _ lower: Self, _ upper: Self
    ) throws(ParameterError) {
        // As doubles, in which no range of a smaller type is infinite.
        guard resolution > 0, resolution.isFinite,
            resolution._double <= upper._double - lower._double
        else {
            throw ParameterError(.resolution, .positiveWithinBounds, .number(resolution._double))
        }
    }

    public static func _ends(
        ofLeaves leaves: ClosedRange<Int>, of grid: _LeafGrid
    ) -> (Double, Double) {
        // A leaf starts within two steps of where equal parts would; leaves² · 2^-47 of a leaf is a step at most.
        let slack = (grid.realUpper - grid.realLower) * Double(grid.leaves) * 0x1p-46
        return (
            max(grid.start(ofLeaf: leaves.lowerBound) - slack, grid.realLower),
            min(grid.start(ofLeaf: leaves.upperBound + 1) + slack, grid.realUpper)
        )
    }
}

extension Double {
    public static func _leaves(
        lower: Double, upper: Double, leaves: Int
    ) throws(ParameterError) -> _LeafGrid {
        // Closer bounds would have leaves of no width.
        guard upper - lower >= 0x1p-950 else {
            throw ParameterError(.bounds, .notTooFine, .range(lower, upper))
        }
        return Kernels.realLeaves(lower: lower, upper: upper, leaves: leaves)
    }

    @inlinable
    public func _leaf(on grid: _LeafGrid) -> Int? {
        isNaN ? nil : grid.leaf(ofReal: self)
    }

    public static func _count(
        _ entries: UnsafeBufferPointer<Double>, on grid: _LeafGrid,
        in counts: UnsafeMutableBufferPointer<UInt64>
    ) {
        unsafe Kernels.count(entries, on: grid, in: counts)
    }
}

extension Float {
    public static func _leaves(
        lower: Float, upper: Float, leaves: Int
    ) throws(ParameterError) -> _LeafGrid {
        try Double._leaves(lower: Double(lower), upper: Double(upper), leaves: leaves)
    }

    @inlinable
    public func _leaf(on grid: _LeafGrid) -> Int? {
        isNaN ? nil : grid.leaf(ofReal: Double(self))
    }

    public static func _count(
        _ entries: UnsafeBufferPointer<Float>, on grid: _LeafGrid,
        in counts: UnsafeMutableBufferPointer<UInt64>
    ) {
        unsafe Kernels.count(entries, on: grid, in: counts)
    }
}

extension _EntryInteger {
    public static func _leaves(
        lower: Self, upper: Self, leaves: Int
    ) throws(ParameterError) -> _LeafGrid {
        Kernels.integerLeaves(lower: Int64(lower), upper: Int64(upper), leaves: leaves)
    }

    @inlinable
    public func _leaf(on grid: _LeafGrid) -> Int? { grid.leaf(ofInteger: Int64(self)) }

    public static func _mostLeaves(lower: Self, upper: Self, wanted: Int) -> Int {
        Int(Swift.min(Int128(upper) - Int128(lower) + 1, Int128(wanted)))
    }

    public static func _checkResolution(
        _ resolution: Self, _ lower: Self, _ upper: Self
    ) throws(ParameterError) {
        guard resolution > 0, Int128(resolution) <= Int128(upper) - Int128(lower) else {
            throw ParameterError(.resolution, .positiveWithinBounds, .integer(Int(resolution)))
        }
    }

    public static func _ends(
        ofLeaves leaves: ClosedRange<Int>, of grid: _LeafGrid
    ) -> (Double, Double) {
        let first = grid.firstInteger(ofLeaf: leaves.lowerBound)
        let last = grid.firstInteger(ofLeaf: leaves.upperBound + 1) - 1
        return (Double(first), Double(Swift.max(first, last)))
    }
}

extension Int {
    public static func _count(
        _ entries: UnsafeBufferPointer<Int>, on grid: _LeafGrid,
        in counts: UnsafeMutableBufferPointer<UInt64>
    ) {
        // Int has 64 bits on every platform that this package supports.
        unsafe entries.withMemoryRebound(to: Int64.self) {
            unsafe Kernels.count($0, on: grid, in: counts)
        }
    }
}

extension Int64 {
    public static func _count(
        _ entries: UnsafeBufferPointer<Int64>, on grid: _LeafGrid,
        in counts: UnsafeMutableBufferPointer<UInt64>
    ) {
        unsafe Kernels.count(entries, on: grid, in: counts)
    }
}

extension Int32 {
    public static func _count(
        _ entries: UnsafeBufferPointer<Int32>, on grid: _LeafGrid,
        in counts: UnsafeMutableBufferPointer<UInt64>
    ) {
        unsafe Kernels.count(entries, on: grid, in: counts)
    }
}
