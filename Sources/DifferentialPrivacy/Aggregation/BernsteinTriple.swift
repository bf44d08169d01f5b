/// The three totals of which a variance is made: Σ(K−k)², Σ2k(K−k), Σk² over the entries' places k in 0...K.
///
/// Named after the Bernstein polynomials of degree 2, which sum to 1: an entry's terms sum to K², whatever k is.
struct BernsteinTriple {
    let totals: [Int128]

    /// - Parameter moments: count, sum and sum of squares of indices on `grid`, at most 2^34 entries.
    init(_ moments: _ExactTotals, on grid: _EntryGrid) {
        let count = Int128(moments.count)
        let start = grid.lowerIndex
        let width = grid.width
        // Places are counted from the lower bound. Intermediate products may pass 127 bits; the totals themselves stay
        // within count · K² <= 2^126, so arithmetic modulo 2^128 ends at the right numbers.
        let squares = Int128(truncatingIfNeeded: moments.squares)
        let sum = moments.sum &- count &* start
        let square = squares &- 2 &* start &* moments.sum &+ count &* start &* start
        totals = [
            count &* width &* width &- 2 &* width &* sum &+ square,
            2 &* (width &* sum &- square),
            square,
        ]
    }

    /// The variance as a share of the squared range: mean square minus squared mean, between 0 and 1/4.
    ///
    /// - Parameters:
    ///   - triple: the (noisy) totals.
    ///   - oneEntry: K² in their unit; fewer entries than one count as one.
    static func variance(_ triple: [Double], oneEntry: Double) -> Double {
        let entries = max(triple[0] + triple[1] + triple[2], oneEntry)
        let mean = (triple[1] / 2 + triple[2]) / entries
        let meanSquare = triple[2] / entries
        return min(max(meanSquare - mean * mean, 0), 0.25)
    }
}
