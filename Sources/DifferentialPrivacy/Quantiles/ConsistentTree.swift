/// Noisy counts of a tree's nodes, made to agree: of all trees in which every node is the sum of its children, the one
/// nearest to the noisy counts (Hay, Rastogi, Miklau, Suciu 2010, "Boosting the accuracy of differentially private
/// histograms through consistency", Theorem 3). Post-processing. All nodes have noise of the same variance; the root has no
/// count of its own.
struct ConsistentTree: Hashable, Sendable {
    let shape: TreeShape
    /// Level by level below the root.
    let levels: [[Double]]

    init(shape: TreeShape, noisy: [[Int]]) {
        self.shape = shape
        let branching = shape.branching
        // Upwards: the best estimate of a node from what lies below it and its own count, weighted by their variances.
        var estimates = noisy.map { $0.map { Double($0) } }
        var variance = 1.0  // of an estimate, in units of a count's
        for level in (0..<shape.height - 1).reversed() {
            let sumVariance = variance * Double(branching)
            let weight = sumVariance / (sumVariance + 1)
            for node in estimates[level].indices {
                let sum = Self.sum(estimates[level + 1], of: node, branching)
                estimates[level][node] = weight * estimates[level][node] + (1 - weight) * sum
            }
            variance = weight
        }
        // Downwards: what a node has more than its children is shared out among them.
        for level in 1..<max(shape.height, 1) {
            for node in estimates[level - 1].indices {
                let sum = Self.sum(estimates[level], of: node, branching)
                let share = (estimates[level - 1][node] - sum) / Double(branching)
                for child in node * branching..<(node + 1) * branching {
                    estimates[level][child] += share
                }
            }
        }
        levels = estimates
    }

    private static func sum(_ level: [Double], of node: Int, _ branching: Int) -> Double {
        level[node * branching..<(node + 1) * branching].reduce(0, +)
    }

    /// The leaf that `share` of the entries lie below. Never falls as `share` grows.
    ///
    /// Downwards from the root, the children of a node are replaced by the nearest counts that are nowhere negative and add
    /// up to the node's. These don't depend on `share`, so all questions are put to one and the same tree.
    func leaf(below share: Double) -> Int {
        var count = max(levels[0].reduce(0, +), 1)
        var rest = share * count
        var node = 0
        for level in levels {
            let start = node * shape.branching
            let children = Self.nonnegative(level[start..<start + shape.branching], sum: count)
            var child = 0
            // The last child with entries takes what rounding has left over.
            let last = children.lastIndex { $0 > 0 } ?? shape.branching - 1
            while child < last, children[child] == 0 || rest > children[child] {
                rest -= children[child]
                child += 1
            }
            count = children[child]
            rest = min(rest, count)
            node = start + child
        }
        return node
    }

    /// The point nearest to `values` with coordinates that are nowhere negative and add up to `sum` > 0: a constant is taken
    /// from each and what is below 0 becomes 0.
    static func nonnegative(_ values: ArraySlice<Double>, sum: Double) -> [Double] {
        var taken = 0.0
        var total = -sum
        for (index, value) in values.sorted(by: >).enumerated() {
            total += value
            let constant = total / Double(index + 1)
            if value <= constant { break }
            taken = constant
        }
        return values.map { max($0 - taken, 0) }
    }
}
