/// The number below which half of the entries lie, between declared bounds.
///
/// As ``OrderStatistic`` says. For integer entries an integer.
public struct Median<Entry: EntryNumber>: OrderStatistic {
    public typealias Value = Entry.Sum

    public let _order: _OrderParameters<Entry>

    /// A median.
    ///
    /// - Parameters:
    ///   - epsilon: finite, at least 2^-50; each release costs this.
    ///   - lowerBound: smaller entries count as this; in the entries' unit.
    ///   - upperBound: larger entries count as this; above `lowerBound`.
    ///   - resolution: the answer is a multiple of this (up to a leaf), greater than 0 and at most the range; nil for any
    ///     number. Much better where the data are such multiples and it is said.
    ///   - maxPartitionsContributed: in how many medians made with this description one privacy unit is; at least 1.
    ///   - maxContributionsPerPartition: how many entries one privacy unit has in a median; at least 1.
    /// - Throws: ``ParameterError``.
    public init(
        epsilon: Double, lowerBound: Entry, upperBound: Entry, resolution: Entry? = nil,
        maxPartitionsContributed: Int = 1, maxContributionsPerPartition: Int = 1
    ) throws(ParameterError) {
        _order = try _OrderParameters(
            epsilon: epsilon, lowerBound: lowerBound, upperBound: upperBound,
            resolution: resolution, maxPartitionsContributed: maxPartitionsContributed,
            maxContributionsPerPartition: maxContributionsPerPartition
        ) { _, _ in .share(QuantileRank.whole / 2) }
    }

    public static var _code: UInt8 { 7 }
}
