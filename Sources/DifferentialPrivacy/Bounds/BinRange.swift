/// The bins between the bounds that were found: a choice made from noisy counts, so public.
struct BinRange: Hashable, Sendable {
    let layout: _BinLayout
    /// The first and the last bin within.
    let first: Int
    let last: Int

    var lower: _BinEdge { layout.edge(first) }
    var upper: _BinEdge { layout.edge(last + 1) }

    /// As far on either side of 0 as on the other: free for a sum, whose noise depends on the larger bound alone.
    var symmetric: BinRange {
        let middle = layout.binsPerSign
        let reach = max(last + 1 - middle, middle - first)
        return BinRange(layout: layout, first: middle - reach, last: middle + reach - 1)
    }

    /// The grid of the clamped totals, chosen as declared bounds' grids are, and whether it holds every
    /// entry and its square exactly.
    ///
    /// Its indices are counted from 0, so that no place has to be moved; magnitudes beside the width limit its step.
    func grid(centred: Bool, squares: Bool, noiseRatio: Rational) -> (
        grid: _EntryGrid, squaresMatch: Bool
    ) {
        let largest = max(upper.exact, .zero - lower.exact)
        let magnitude = centred ? max(largest, upper.exact - lower.exact) : largest
        let exponent =
            layout.isInteger
            ? (squares ? max(0, magnitude.ceilLog2 - _BinLayout.placeBits) : 0)
            : _EntryGrid.stepExponent(for: magnitude, noiseRatio: noiseRatio)
        let grid = _EntryGrid(
            exponent: exponent, centre: 0, base: 0,
            lowerIndex: lower.roundedDown(step: exponent),
            upperIndex: upper.roundedUp(step: exponent),
            realLower: 0, realUpper: 0, magic: 1, integerLower: 0, integerUpper: 0)
        return (grid, layout.isInteger && exponent == 0)
    }
}
