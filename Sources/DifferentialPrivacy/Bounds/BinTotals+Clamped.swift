extension _BinTotals {
    /// The totals of the entries clamped to `range`, in steps of 2^`exponent`: those of each bin within, and of the
    /// entries below and above as copies of the bounds, rounded one by one and added.
    ///
    /// One entry is in one of these groups and moves its exact total by d = clamped entry / 2^exponent, so the rounded one
    /// by ⌊d⌋ or ⌈d⌉, between the bounds' indices (docs/derivations-bounds.md). The work depends on no entry.
    func clamped(to range: BinRange, exponent: Int) -> _ExactTotals {
        let layout = range.layout
        var totals = _ExactTotals(count: entries, sum: 0, squares: 0)
        for bin in range.first...range.last {
            let shift = layout.stepExponent(bin, squares: hasSquares) - exponent
            let sum = Self.scaled(Int128(sum(bin)), shift)
            totals.sum += layout.isNegative(bin) ? -sum : sum
            if hasSquares {
                totals.squares += UInt128(Self.scaled(Int128(squares(bin)), 2 * shift))
            }
        }
        let below = count(in: 0..<range.first)
        let above = count(in: range.last + 1..<layout.bins)
        for (count, edge) in [(below, range.lower), (above, range.upper)] where edge.sign != 0 {
            let shift = edge.exponent - exponent
            totals.sum += edge.sign * Self.scaled(Int128(count), shift)
            if hasSquares { totals.squares += UInt128(Self.scaled(Int128(count), 2 * shift)) }
        }
        return totals
    }

    private func count(in bins: Range<Int>) -> UInt64 {
        bins.reduce(0) { $0 + count($1) }
    }

    /// `total` · 2^`shift`, rounded to the nearest integer, halves upwards.
    ///
    /// Not to even: then totals of ½ and 1½ would be 2 apart, and an entry that adds 1 would be paid for 1 only.
    private static func scaled(_ total: Int128, _ shift: Int) -> Int128 {
        if shift >= 0 { return total << Int128(shift) }
        // Totals are at most 2^126, so that 0 is as near as anything.
        if shift < -126 { return 0 }
        return (total + 1 << Int128(-shift - 1)) >> Int128(-shift)
    }
}
