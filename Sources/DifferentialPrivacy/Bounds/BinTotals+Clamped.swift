extension _BinTotals {
    /// The totals of the entries clamped to `range`, in steps of 2^`exponent`: those of each bin within, and of the
    /// entries below and above as copies of the bounds, rounded one by one and added.
    ///
    /// One entry is in one of these groups and moves its exact total by d = clamped entry / 2^exponent, so the rounded one
    /// by an integer less than or exactly 1 away from d (docs/derivations-bounds.md). The work depends on no entry.
    func clamped(to range: BinRange, exponent: Int) -> _ExactTotals {
        var totals = _ExactTotals(count: entries, sum: 0, squares: 0)
        var below: UInt64 = 0
        var above: UInt64 = 0
        for bin in 0..<range.layout.bins {
            if bin < range.first {
                below += count(bin)
            } else if bin > range.last {
                above += count(bin)
            } else {
                let shift = range.layout.stepExponent(bin, squares: hasSquares) - exponent
                let sum = Self.scaled(Int128(sum(bin)), shift)
                totals.sum += range.layout.isNegative(bin) ? -sum : sum
                if hasSquares {
                    totals.squares += UInt128(Self.scaled(Int128(squares(bin)), 2 * shift))
                }
            }
        }
        for (count, edge) in [(below, range.lower), (above, range.upper)] {
            let shift = edge.exponent - exponent
            totals.sum += edge.sign * Self.scaled(Int128(count), shift)
            if hasSquares, edge.sign != 0 {
                totals.squares += UInt128(Self.scaled(Int128(count), 2 * shift))
            }
        }
        return totals
    }

    /// `total` · 2^`shift`, rounded to the nearest integer.
    private static func scaled(_ total: Int128, _ shift: Int) -> Int128 {
        shift >= 0 ? total << Int128(shift) : total.roundedDivision(byPowerOfTwo: -shift)
    }
}
