/// A released tree of noisy counts: answers to the quantiles that were asked for, and to any others at no further cost.
///
/// Every node got its noise when the tree was released, so answers depend neither on the order of questions nor on which
/// are asked, and reading changes nothing.
public struct NoisyQuantiles<Entry: EntryNumber>: Hashable, Sendable {
    /// The shares that were asked for, as they were given.
    public let quantiles: [Double]
    private let grid: _LeafGrid
    private let plan: NoisePlan
    /// As they were drawn, in steps of 2^coarsening.
    private let noisy: [[Int]]
    private let tree: ConsistentTree

    init(quantiles: [Double], grid: _LeafGrid, plan: NoisePlan, shape: TreeShape, noisy: [[Int]]) {
        self.quantiles = quantiles
        self.grid = grid
        self.plan = plan
        self.noisy = noisy
        tree = ConsistentTree(shape: shape, noisy: noisy)
    }

    /// The numbers that the shares ``quantiles`` lie below, in that order; in the entries' unit. They never fall as the
    /// share grows.
    public var values: [Entry.Sum] { quantiles.map { value($0) } }

    /// The number below which a share of the entries lies: the roundest one in its leaf. Costs nothing more.
    ///
    /// - Parameter share: from 0 to 1; at the ends the first and the last place that seem to have entries.
    public func value(_ share: Double) -> Entry.Sum {
        precondition(share >= 0 && share <= 1, "a share lies between 0 and 1")
        return Entry._roundNumber(inLeaf: tree.leaf(below: share), of: grid)
    }

    /// Where the quantile of the clamped entries lies, as far as the noise tells. Costs nothing more.
    ///
    /// Covers each single quantile at least as often as the level says, mostly more often.
    ///
    /// - Parameters:
    ///   - share: from 0 to 1.
    ///   - confidenceLevel: between 0 and 1, exclusive.
    public func interval(_ share: Double, confidenceLevel: Double = 0.95) -> ConfidenceInterval {
        precondition(share >= 0 && share <= 1, "a share lies between 0 and 1")
        ConfidenceInterval.checkLevel(confidenceLevel)
        let found = tree.leaf(below: share)
        let likely = QuantileInterval(
            noisy: noisy, shape: tree.shape, plan: plan, share: share, level: confidenceLevel)
        let leaves = min(likely.first, found)...max(likely.last, found)
        let (lower, upper) = Entry._ends(ofLeaves: leaves, of: grid)
        return ConfidenceInterval(lower, upper, confidenceLevel: confidenceLevel)
    }
}
