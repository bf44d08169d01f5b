/// Which place in the order of the entries is asked for.
enum QuantileRank: Hashable, Sendable {
    /// The entry below which this share of 2^32 lies.
    case share(UInt64)
    /// So many entries from the lower end, at most half of them.
    case fromBelow(UInt64)
    /// So many entries from the upper end, at most half of them.
    case fromAbove(UInt64)

    /// A share of one.
    static let whole: UInt64 = 1 << 32

    /// How many entries lie below the place, in 2^-32 entries. At the ends half of the entry that is meant, so that it is
    /// better than what lies between it and the next.
    func place(among total: UInt64) -> Int128 {
        let one = Int128(Self.whole)
        let all = Int128(total) * one
        switch self {
        case .share(let share): return Int128(total) * Int128(share)
        case .fromBelow(let entries): return min(Int128(entries) * one - one / 2, all / 2)
        case .fromAbove(let entries): return all - min(Int128(entries) * one - one / 2, all / 2)
        }
    }

    /// How far one entry moves a leaf's distance, in 2^-32 entries; see ``QuantileSelection``.
    var sensitivity: UInt64 {
        switch self {
        case .share(let share): max(share, Self.whole - share)
        case .fromBelow, .fromAbove: Self.whole
        }
    }
}

/// One quantile, chosen among the leaves by permute-and-flip.
///
/// A leaf with `below` entries in the leaves before it and `through` entries up to its own end has the distance
///
///     max(below − place, place − through),
///
/// negative for the leaf that contains the place, the more so the deeper inside. One entry moves each of the two
/// differences by at most max(q, 1 − q) (by 1 for the ends), so permute-and-flip at ε/(2 · that) is ε-differentially
/// private. Derivation: docs/derivations-quantiles.md.
struct QuantileSelection: Hashable, Sendable {
    let rank: QuantileRank
    let coins: CoinFlips
    let event: PrivacyEvent

    init(rank: QuantileRank, epsilon: Epsilon, limits: ContributionLimits) {
        self.rank = rank
        let range = Rational(2) * Rational(rank.sensitivity) * limits.entries
        // From 2^64 on, nothing but the best leaf can be chosen; a lower rate is more private.
        coins = CoinFlips(rate: min(epsilon.exact / range, Rational.one.scaled(byPowerOfTwo: 64)))
        event = PrivacyEvent(.approximate(epsilon: epsilon.exact, delta: .zero))
    }

    /// The leaf that is chosen. Costs the event.
    func leaf(of counts: _LeafCounts, copies: [UInt16]) -> Int {
        let steps = steps(of: counts, copies: copies)
        #if DEBUG
            if let trace = ReleaseTrace.current {
                return Int(
                    trace.answer(.selection(rate: coins.rate), steps.map { Int128($0) }) {
                        [Int128(coins.choose(steps: steps, copies: copies))]
                    }[0])
            }
        #endif
        return coins.choose(steps: steps, copies: copies)
    }

    /// How much farther each leaf is than the best of those that have copies, in 2^-32 entries, at most 2^64 − 1.
    ///
    /// Taking the least away and limiting both move no two distances farther apart.
    func steps(of counts: _LeafCounts, copies: [UInt16]) -> [UInt64] {
        let place = rank.place(among: counts.total)
        var below: UInt64 = 0
        var distances = [Int128](repeating: 0, count: counts.leaves)
        var least = Int128.max
        for leaf in distances.indices {
            let through = below + counts.counts[leaf]
            let whole = Int128(QuantileRank.whole)
            distances[leaf] = max(Int128(below) * whole - place, place - Int128(through) * whole)
            if copies[leaf] > 0 { least = min(least, distances[leaf]) }
            below = through
        }
        return distances.map { UInt64(clamping: $0 - least) }
    }
}
