/// Google's quantile trees. Their bytes do say bounds, height and branching factor, which must be the description's.
///
/// A node's number counts the nodes level by level from the root, 0, on: the first child of node n is n · branching + 1.
/// There the last of N leaves is for the upper bound alone and the others divide the range; here N equal parts do. Leaf i
/// stays leaf i, so an entry may count as one up to a leaf's width lower.
extension Quantiles: GoogleInterchange {
    public static var _googleName: String { "BoundedQuantilesSummary" }

    public func _googleMessage(of state: _LeafCounts) -> [UInt8] {
        var message = Google.BoundedQuantilesSummary()
        message.counts = googleNodes(state._words)
        message.parameters.lower = lowerBound._double
        message.parameters.upper = upperBound._double
        message.height = Int32(treeHeight)
        message.branchingFactor = Int32(branchingFactor)
        return message.wire
    }

    public func _state(
        ofGoogleMessage bytes: ArraySlice<UInt8>
    ) throws(SummaryError) -> _LeafCounts {
        let message = try Google.BoundedQuantilesSummary(wire: bytes)
        guard message.parameters.lower != nil, message.parameters.upper != nil,
            message.parameters.agree(
                epsilon: epsilon, lower: lowerBound._double, upper: upperBound._double,
                maxPartitionsContributed: maxPartitionsContributed,
                maxContributionsPerPartition: maxContributionsPerPartition),
            message.height == Int32(treeHeight),
            message.branchingFactor == Int32(branchingFactor)
        else { throw .differentParameters }
        var leaves: [UInt64] = []
        for leaf in 0..<_grid.leaves {
            let count = message.counts[Int32(firstLeaf + leaf)] ?? 0
            guard let count = UInt64(exactly: count) else { throw .impossibleTotals }
            leaves.append(count)
        }
        guard let state = _LeafCounts(_words: leaves) else { throw .capacityPassed }
        // The inner nodes say nothing new, if the tree is one.
        guard googleNodes(leaves) == message.counts.filter({ $0.value != 0 }) else {
            throw .impossibleTotals
        }
        return state
    }

    /// The number of the first leaf: how many nodes there are above, the root included.
    private var firstLeaf: Int {
        (0..<treeHeight).reduce((nodes: 0, level: 1)) { sums, _ in
            (sums.nodes + sums.level, sums.level * branchingFactor)
        }.nodes
    }

    /// The counts of all nodes with entries, the root left out.
    private func googleNodes(_ leaves: [UInt64]) -> [Int32: Int64] {
        var counts: [Int32: Int64] = [:]
        for (leaf, count) in leaves.enumerated() where count > 0 {
            var node = firstLeaf + leaf
            while node > 0 {
                counts[Int32(node), default: 0] += Int64(count)
                node = (node - 1) / branchingFactor
            }
        }
        return counts
    }
}
