/// A tree of counts: a root, `height` levels below it, `branching` children a node.
struct TreeShape: Hashable, Sendable {
    let height: Int
    let branching: Int
    /// branching^height.
    let leaves: Int

    init(height: Int, branching: Int) throws(ParameterError) {
        guard height >= 1 else { throw ParameterError(.treeHeight, .atLeastOne, .integer(height)) }
        guard branching >= 2 else {
            throw ParameterError(.branchingFactor, .atLeastTwo, .integer(branching))
        }
        var leaves = 1
        // A height above 20 has too many leaves whatever the branching is.
        for _ in 0..<min(height, 21) {
            guard branching <= _LeafGrid.mostLeaves / leaves else {
                throw ParameterError(.branchingFactor, .leavesNotTooMany, .integer(branching))
            }
            leaves *= branching
        }
        (self.height, self.branching, self.leaves) = (height, branching, leaves)
    }

    /// All nodes but the root.
    var nodes: Int {
        (1...height).reduce((sum: 0, level: 1)) { sums, _ in
            (sums.sum + sums.level * branching, sums.level * branching)
        }.sum
    }

    /// The counts of all levels below the root, the leaves' last.
    func levels(of leaves: [Int]) -> [[Int]] {
        var levels = [leaves]
        while levels[0].count > branching {
            let below = levels[0]
            let above = (0..<below.count / branching).map { node in
                below[node * branching..<(node + 1) * branching].reduce(0, +)
            }
            levels.insert(above, at: 0)
        }
        return levels
    }
}
