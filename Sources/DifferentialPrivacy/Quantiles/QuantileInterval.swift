/// The leaves in which a quantile may lie, as far as the noise tells.
///
/// With P entries before a border between leaves and n in all, P − q·n is at most 0 before the quantile's leaf and at least
/// 0 after it. Each of these two is estimated from noisy counts, as a sum with weights 1 − q, −q and 1. A leaf stays unless
/// one of its two estimates is beyond what noise passes with probability (1 − level)/2. So the quantile's own leaf is
/// dropped with probability 1 − level at most, whatever the others do; what is reported reaches from the first leaf that
/// stays to the last. Derivation: docs/derivations-quantiles.md.
struct QuantileInterval {
    let first: Int
    let last: Int

    init(noisy: [[Int]], shape: TreeShape, plan: NoisePlan, share: Double, level: Double) {
        let borders = Self.estimates(noisy, shape, share)
        var bounds = NoiseBounds(shape: shape, plan: plan, share: share, tail: (1 - level) / 2)
        let leaves = shape.leaves
        func stays(_ leaf: Int) -> Bool {
            bounds.isAtMostZero(borders[leaf], atBorder: leaf)
                && bounds.isAtMostZero(-borders[leaf + 1], atBorder: leaf + 1)
        }
        first = (0..<leaves).first(where: stays) ?? leaves - 1
        last = (0..<leaves).last(where: stays) ?? 0
    }

    /// P − q·n at every border: the noisy counts of the nodes before it, the largest possible ones, less the share of all.
    private static func estimates(
        _ noisy: [[Int]], _ shape: TreeShape, _ share: Double
    ) -> [Double] {
        let all = noisy[0].reduce(0.0) { $0 + Double($1) }
        var starts = [-share * all]
        for level in noisy {
            var next = [Double]()
            next.reserveCapacity(level.count)
            for (node, start) in starts.enumerated() {
                var before = start
                for child in node * shape.branching..<(node + 1) * shape.branching {
                    next.append(before)
                    before += Double(level[child])
                }
            }
            starts = next
        }
        return starts + [(1 - share) * all]
    }

    /// How far noise can push the estimate of a border, computed once for each composition of its sum.
    private struct NoiseBounds {
        let shape: TreeShape
        let plan: NoisePlan
        let share: Double
        let tail: Double
        /// Above all others.
        private let largest: Double
        private var known: [Int: Double] = [:]

        init(shape: TreeShape, plan: NoisePlan, share: Double, tail: Double) {
            (self.shape, self.plan, self.share, self.tail) = (shape, plan, share, tail)
            let deeper = (shape.height - 1) * (shape.branching - 1)
            largest = plan.bound(ofSum: [(shape.branching + deeper, 1)], tail: tail)
        }

        /// Whether the number that an estimate stands for may be 0 or less.
        mutating func isAtMostZero(_ estimate: Double, atBorder border: Int) -> Bool {
            if estimate <= 0 { return true }
            if estimate > largest { return false }
            // How many nodes lie before the border on the first level, and how many deeper.
            var (above, deeper, rest) = (border, 0, border)
            for _ in 1..<shape.height {
                (above, rest) = (rest / shape.branching, rest % shape.branching)
                deeper += rest
                rest = above
            }
            let key = above << 32 | deeper
            if let bound = known[key] { return estimate <= bound }
            let bound = plan.bound(
                ofSum: [(above, 1 - share), (shape.branching - above, share), (deeper, 1)],
                tail: tail)
            known[key] = bound
            return estimate <= bound
        }
    }
}
