/// The number below which a given share of the entries lies, between declared bounds.
///
/// As ``OrderStatistic`` says. For integer entries an integer. The shares 0 and 1 are ``Min`` and ``Max``; others are taken
/// to the nearest multiple of 2^-32.
public struct Percentile<Entry: EntryNumber>: OrderStatistic {
    public typealias Value = Entry.Sum

    public let _order: _OrderParameters<Entry>
    /// The share of the entries that lies below, from 0 to 1.
    public let percentile: Double

    /// A percentile.
    ///
    /// - Parameters:
    ///   - epsilon: finite, at least 2^-50; each release costs this.
    ///   - percentile: the share of the entries that lies below, from 0 to 1: 0.9 for the 90th percentile.
    ///   - lowerBound: smaller entries count as this; in the entries' unit.
    ///   - upperBound: larger entries count as this; above `lowerBound`.
    ///   - resolution: the answer is a multiple of this (up to a leaf), greater than 0 and at most the range; nil for any
    ///     number. Much better where the data are such multiples and it is said.
    ///   - maxPartitionsContributed: in how many percentiles made with this description one privacy unit is; at least 1.
    ///   - maxContributionsPerPartition: how many entries one privacy unit has in a percentile; at least 1.
    /// - Throws: ``ParameterError``.
    public init(
        epsilon: Double, percentile: Double, lowerBound: Entry, upperBound: Entry,
        resolution: Entry? = nil, maxPartitionsContributed: Int = 1,
        maxContributionsPerPartition: Int = 1
    ) throws(ParameterError) {
        try checkShare(percentile)
        self.percentile = percentile
        _order = try _OrderParameters(
            epsilon: epsilon, lowerBound: lowerBound, upperBound: upperBound,
            resolution: resolution, maxPartitionsContributed: maxPartitionsContributed,
            maxContributionsPerPartition: maxContributionsPerPartition
        ) { epsilon, limits in
            let share = UInt64((percentile * Double(QuantileRank.whole)).rounded())
            return switch share {
            case 0: .fromBelow(QuantileRank.depth(epsilon, limits))
            case QuantileRank.whole: .fromAbove(QuantileRank.depth(epsilon, limits))
            default: .share(share)
            }
        }
    }

    public static var _code: UInt8 { 8 }
    public var _parameters: [UInt64] {
        _order.words + [percentile == 0 ? 0 : percentile.bitPattern]
    }
}

/// - Throws: `ParameterError` unless `share` lies between 0 and 1, both included.
func checkShare(_ share: Double) throws(ParameterError) {
    guard share >= 0, share <= 1 else {
        throw ParameterError(.quantile, .fromZeroToOne, .number(share))
    }
}
