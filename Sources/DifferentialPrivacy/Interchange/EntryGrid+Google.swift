/// Totals on the grid and the totals that Google's library keeps of the same entries.
///
/// There they are numbers in the entries' unit: of integers Σx as 64 bits, of floating-point numbers Σ(x − origin) as a
/// double that was rounded at each addition. Here they are exact sums of grid indices k, which stand for x − centre (of
/// integers: for x − lower bound) in steps of 2^exponent.
extension _EntryGrid {
    /// The largest sum of squares (2^34 indices up to 2^46); differences of two such totals still fit 128 bits.
    private static let limit = 0x1p126

    /// A double in grid steps, rounded to an integer, ties to even.
    ///
    /// - Throws: ``SummaryError/impossibleTotals`` if it is not a number or beyond any total.
    func steps(_ value: Double, unit exponent: Int) throws(SummaryError) -> Int128 {
        let steps = Double(sign: .plus, exponent: -exponent, significand: value)
        guard steps.magnitude <= Self.limit else { throw .impossibleTotals }
        return Int128(steps.rounded(.toNearestOrEven))
    }

    /// Σk from Σ(x − `origin`): one rounding to a double where the origin isn't the centre, one to the grid.
    func indexSum(
        reals total: Double, count: UInt64, origin: Double
    ) throws(SummaryError) -> Int128 {
        try steps(total.addingProduct(Double(count), origin - centre), unit: exponent)
    }

    /// Σk from Σx: exact, unless the grid is coarser than 1.
    func indexSum(integers total: Int64, count: UInt64) -> Int128 {
        (Int128(total) - Int128(count) * Int128(integerLower))
            .roundedDivision(byPowerOfTwo: exponent)
    }

    /// Σ(x − `origin`) as a double.
    ///
    /// - Throws: ``SummaryError/capacityPassed`` beyond the largest.
    func realTotal(
        indexSum: Int128, count: UInt64, origin: Double
    ) throws(SummaryError) -> Double {
        let total = Double(sign: .plus, exponent: exponent, significand: Double(indexSum))
            .addingProduct(Double(count), centre - origin)
        guard total.isFinite else { throw .capacityPassed }
        return total
    }

    /// Σx of integers.
    ///
    /// - Throws: ``SummaryError/capacityPassed`` beyond 64 bits.
    func integerTotal(indexSum: Int128, count: UInt64) throws(SummaryError) -> Int64 {
        let total = (indexSum << Int128(exponent)) + Int128(count) * Int128(integerLower)
        guard let total = Int64(exactly: total) else { throw .capacityPassed }
        return total
    }

    /// How far from Σk the total that was read may be, of entries within the bounds, in steps.
    ///
    /// An entry's index is half a step off; each of n − 1 additions rounds a partial sum of at most n · `largest`, each
    /// conversion the whole one. Additions to doubles have a unit roundoff of 2^-53.
    ///
    /// - Parameter largest: the largest magnitude of what was summed, in steps.
    func tolerance(count: UInt64, largest: Double) -> Double {
        let entries = Double(count)
        return entries / 2 + 1 + entries * (entries + 16) * largest * 0x1p-53
    }
}

extension Int128 {
    /// This total limited to what is possible, from which rounding alone may have taken it.
    ///
    /// - Throws: ``SummaryError/impossibleTotals`` if it is further off than `tolerance`.
    func limited(
        to possible: ClosedRange<Int128>, tolerance: Double
    ) throws(SummaryError) -> Int128 {
        let limited = Swift.min(Swift.max(self, possible.lowerBound), possible.upperBound)
        guard Double((self - limited).magnitude) <= tolerance else { throw .impossibleTotals }
        return limited
    }
}
