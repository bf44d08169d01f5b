/// Any number of quantiles between declared bounds for one ε, with intervals: a tree of noisy counts.
///
/// The range is divided into branchingFactor^treeHeight leaves. One entry changes one count on each level below the root,
/// so noise calibrated to treeHeight · l0 · linf / ε covers all of them together. The noisy counts are made consistent
/// (Hay et al. 2010) and read from the root downwards; asking more costs nothing. For one or a few quantiles ``Median``,
/// ``Percentile``, ``Min`` and ``Max`` at a share of ε each are more accurate. Derivation:
/// docs/derivations-quantiles.md.
public struct Quantiles<Entry: EntryNumber>: LeafAggregation {
    public typealias Value = NoisyQuantiles<Entry>

    private let bounded: _BoundedParameters<Entry>
    private let shape: TreeShape
    private let plan: NoisePlan
    public let _grid: _LeafGrid
    /// The shares that are asked for, each from 0 to 1.
    public let quantiles: [Double]

    /// Quantiles.
    ///
    /// - Parameters:
    ///   - quantiles: shares from 0 to 1, in any order: 0.5 for the median. The release answers others too.
    ///   - epsilon: finite, at least 2^-50; each release costs this, whatever is asked.
    ///   - lowerBound: smaller entries count as this; in the entries' unit.
    ///   - upperBound: larger entries count as this; above `lowerBound`.
    ///   - treeHeight: the levels below the root; at least 1.
    ///   - branchingFactor: the children of a node; at least 2. branchingFactor^treeHeight is at most 2^20.
    ///   - maxPartitionsContributed: in how many releases made with this description one privacy unit is; at least 1.
    ///   - maxContributionsPerPartition: how many entries one privacy unit has in a release; at least 1.
    ///   - noise: Laplace, Gaussian, or whichever has the lower variance.
    /// - Throws: ``ParameterError``.
    public init(
        _ quantiles: [Double], epsilon: Double, lowerBound: Entry, upperBound: Entry,
        treeHeight: Int = 4, branchingFactor: Int = 16, maxPartitionsContributed: Int = 1,
        maxContributionsPerPartition: Int = 1, noise: Noise = .laplace
    ) throws(ParameterError) {
        for share in quantiles { try checkShare(share) }
        self.quantiles = quantiles
        bounded = try _BoundedParameters(
            epsilon: epsilon, lowerBound: lowerBound, upperBound: upperBound,
            maxPartitionsContributed: maxPartitionsContributed,
            maxContributionsPerPartition: maxContributionsPerPartition, noise: noise)
        shape = try TreeShape(height: treeHeight, branching: branchingFactor)
        _grid = try Entry._leaves(lower: lowerBound, upper: upperBound, leaves: shape.leaves)
        plan = try Self.plan(bounded, shape)
    }

    /// The noise of one count: a unit has entries in l0 releases with `height` levels each, and linf of them on every level.
    private static func plan(
        _ bounded: _BoundedParameters<Entry>, _ shape: TreeShape
    ) throws(ParameterError) -> NoisePlan {
        let partitions = bounded.limits.maxPartitionsContributed
        let (levels, overflow) = partitions.multipliedReportingOverflow(by: shape.height)
        guard !overflow else {
            throw ParameterError(.maxPartitionsContributed, .noiseNotTooLarge, .integer(partitions))
        }
        return try NoisePlan(
            entrySensitivity: .one, coordinates: shape.nodes,
            limits: ContributionLimits(
                maxPartitionsContributed: levels,
                maxContributionsPerPartition: bounded.limits.maxContributionsPerPartition),
            epsilon: bounded.epsilon, noise: bounded.noise)
    }

    /// What one release costs, as it was typed.
    public var epsilon: Double { bounded.epsilon.typed }
    /// What one release costs in δ; 0 with Laplace noise.
    public var delta: Double { event.delta.approximation }
    /// Smaller entries count as this.
    public var lowerBound: Entry { bounded.lowerBound }
    /// Larger entries count as this.
    public var upperBound: Entry { bounded.upperBound }
    /// The levels below the root.
    public var treeHeight: Int { shape.height }
    /// The children of a node.
    public var branchingFactor: Int { shape.branching }
    /// In how many releases made with this description one privacy unit is: l0.
    public var maxPartitionsContributed: Int { bounded.limits.maxPartitionsContributed }
    /// How many entries one privacy unit has in a release: linf.
    public var maxContributionsPerPartition: Int { bounded.limits.maxContributionsPerPartition }
    /// The noise of a release, as it was asked for.
    public var noise: Noise { bounded.noise }

    public var event: PrivacyEvent { plan.event }
}

extension Quantiles {
    public static var _code: UInt8 { 6 }

    public var _parameters: [UInt64] {
        let tree = [shape.height, shape.branching, quantiles.count].map { UInt64($0) }
        let shares = quantiles.map { $0 == 0 ? 0 : $0.bitPattern }
        return bounded.words[..<5] + tree + shares + noise.words
    }

    /// - Parameter confidenceLevel: not used: the value has the intervals, at any level.
    public func _release(
        _ counts: _LeafCounts, confidenceLevel: Double?
    ) -> Release<NoisyQuantiles<Entry>> {
        // At most 2^61 entries.
        let levels = shape.levels(of: counts.counts.dropLast().map { Int($0) })
        return Release(
            value: NoisyQuantiles(
                quantiles: quantiles, grid: _grid, plan: plan, shape: shape,
                noisy: levels.map { plan.noisy($0) }),
            interval: nil, event: event,
            granularity: Double(sign: .plus, exponent: plan.coarsening, significand: 1))
    }
}
