extension QuantileRank {
    /// How many entries from the end the minimum and the maximum are taken: 6 · l0 · linf / ε, rounded up.
    ///
    /// The very last entry can't be told under differential privacy from one that isn't there. So far inside, an answer in
    /// an empty stretch beyond all entries has at most e^-3 of the weight of as wide a one at the place itself; and farther
    /// inside, the answer would be off by more entries than the choice among them is.
    static func depth(_ epsilon: Epsilon, _ limits: ContributionLimits) -> UInt64 {
        let depth = (Rational(6) * limits.entries / epsilon.exact).roundedUp.rounded(.up)
        return depth < 0x1p61 ? UInt64(depth) : 1 << 61
    }
}

/// A low number with hardly an entry below: the ⌈6 · l0 · linf / ε⌉-th from below, or the median of fewer than twice as
/// many.
///
/// That is what can be told of a minimum; it tends to be above it. As ``OrderStatistic`` says. For integer entries an
/// integer.
public struct Min<Entry: EntryNumber>: OrderStatistic {
    public typealias Value = Entry.Sum

    public let _order: _OrderParameters<Entry>

    /// A minimum.
    ///
    /// - Parameters:
    ///   - epsilon: finite, at least 2^-50; each release costs this.
    ///   - lowerBound: smaller entries count as this; in the entries' unit.
    ///   - upperBound: larger entries count as this; above `lowerBound`.
    ///   - resolution: the answer is a multiple of this (up to a leaf), greater than 0 and at most the range; nil for any
    ///     number. Much better where the data are such multiples and it is said.
    ///   - maxPartitionsContributed: in how many minima made with this description one privacy unit is; at least 1.
    ///   - maxContributionsPerPartition: how many entries one privacy unit has in a minimum; at least 1.
    /// - Throws: ``ParameterError``.
    public init(
        epsilon: Double, lowerBound: Entry, upperBound: Entry, resolution: Entry? = nil,
        maxPartitionsContributed: Int = 1, maxContributionsPerPartition: Int = 1
    ) throws(ParameterError) {
        _order = try _OrderParameters(
            epsilon: epsilon, lowerBound: lowerBound, upperBound: upperBound,
            resolution: resolution, maxPartitionsContributed: maxPartitionsContributed,
            maxContributionsPerPartition: maxContributionsPerPartition
        ) { .fromBelow(QuantileRank.depth($0, $1)) }
    }

    public static var _code: UInt8 { 9 }
}

/// A high number with hardly an entry above: the ⌈6 · l0 · linf / ε⌉-th from above, or the median of fewer than twice as
/// many.
///
/// That is what can be told of a maximum; it tends to be below it. As ``OrderStatistic`` says. For integer entries an
/// integer.
public struct Max<Entry: EntryNumber>: OrderStatistic {
    public typealias Value = Entry.Sum

    public let _order: _OrderParameters<Entry>

    /// A maximum.
    ///
    /// - Parameters:
    ///   - epsilon: finite, at least 2^-50; each release costs this.
    ///   - lowerBound: smaller entries count as this; in the entries' unit.
    ///   - upperBound: larger entries count as this; above `lowerBound`.
    ///   - resolution: the answer is a multiple of this (up to a leaf), greater than 0 and at most the range; nil for any
    ///     number. Much better where the data are such multiples and it is said.
    ///   - maxPartitionsContributed: in how many maxima made with this description one privacy unit is; at least 1.
    ///   - maxContributionsPerPartition: how many entries one privacy unit has in a maximum; at least 1.
    /// - Throws: ``ParameterError``.
    public init(
        epsilon: Double, lowerBound: Entry, upperBound: Entry, resolution: Entry? = nil,
        maxPartitionsContributed: Int = 1, maxContributionsPerPartition: Int = 1
    ) throws(ParameterError) {
        _order = try _OrderParameters(
            epsilon: epsilon, lowerBound: lowerBound, upperBound: upperBound,
            resolution: resolution, maxPartitionsContributed: maxPartitionsContributed,
            maxContributionsPerPartition: maxContributionsPerPartition
        ) { .fromAbove(QuantileRank.depth($0, $1)) }
    }

    public static var _code: UInt8 { 10 }
}
