/// One number by its place in the order of the entries: ``Median``, ``Percentile``, ``Min``, ``Max``. Not to be conformed
/// to outside this library.
///
/// The range between the bounds is divided into 65 536 equal leaves (integers: at most one each where they suffice), in
/// which entries are counted. A release chooses a leaf by permute-and-flip (McKenna and Sheldon 2020), the likelier the
/// fewer entries lie between it and the wanted place, and answers with the roundest number in it. That is more
/// accurate than a noisy tree by far, and pure ε. What is chosen has no interval of its own: ask ``Quantiles`` for one.
/// Derivation: docs/derivations-quantiles.md.
public protocol OrderStatistic: LeafAggregation where Value == Entry.Sum {
    var _order: _OrderParameters<Entry> { get }
}

/// The checked parameters of one order statistic. Opaque.
public struct _OrderParameters<Entry: EntryNumber>: Hashable, Sendable {
    let bounded: _BoundedParameters<Entry>
    let resolution: Entry?
    let grid: _LeafGrid
    let selection: QuantileSelection

    init(
        epsilon: Double, lowerBound: Entry, upperBound: Entry, resolution: Entry?,
        maxPartitionsContributed: Int, maxContributionsPerPartition: Int,
        rank: (Epsilon, ContributionLimits) -> QuantileRank
    ) throws(ParameterError) {
        bounded = try _BoundedParameters(
            epsilon: epsilon, lowerBound: lowerBound, upperBound: upperBound,
            maxPartitionsContributed: maxPartitionsContributed,
            maxContributionsPerPartition: maxContributionsPerPartition, noise: .laplace)
        grid = try Entry._leaves(
            lower: lowerBound, upper: upperBound,
            leaves: Entry._mostLeaves(lower: lowerBound, upper: upperBound, wanted: 1 << 16))
        if let resolution { try Entry._checkResolution(resolution, lowerBound, upperBound) }
        self.resolution = resolution
        selection = QuantileSelection(
            rank: rank(bounded.epsilon, bounded.limits), epsilon: bounded.epsilon,
            limits: bounded.limits)
    }

    /// Canonical form for serialized summaries.
    var words: [UInt64] {
        bounded.words + (resolution.map { [$0._parameterBits] } ?? [])
    }
}

extension OrderStatistic {
    /// What one release costs, as it was typed; δ is 0.
    public var epsilon: Double { _order.bounded.epsilon.typed }
    /// Smaller entries count as this.
    public var lowerBound: Entry { _order.bounded.lowerBound }
    /// Larger entries count as this.
    public var upperBound: Entry { _order.bounded.upperBound }
    /// Answers are multiples of this, where it was given; in the entries' unit.
    public var resolution: Entry? { _order.resolution }
    /// In how many releases made with this description one privacy unit is: l0.
    public var maxPartitionsContributed: Int { _order.bounded.limits.maxPartitionsContributed }
    /// How many entries one privacy unit has in a release: linf.
    public var maxContributionsPerPartition: Int {
        _order.bounded.limits.maxContributionsPerPartition
    }

    public var event: PrivacyEvent { _order.selection.event }
    public var _grid: _LeafGrid { _order.grid }
    public var _parameters: [UInt64] { _order.words }

    public func _release(
        _ counts: _LeafCounts, confidenceLevel: Double?
    ) -> Release<Entry.Sum> {
        let copies = LeafWeights.copies(on: _grid, resolution: _order.resolution)
        let leaf = _order.selection.leaf(of: counts, copies: copies)
        return Release(
            value: Entry._roundNumber(inLeaf: leaf, of: _grid), interval: nil, event: event,
            granularity: (upperBound._double - lowerBound._double) / Double(_grid.leaves))
    }
}
