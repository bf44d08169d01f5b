import DifferentialPrivacy

extension Attack {
    /// Budgets that grant too much or, through rounding, too little.
    static let budget = Attack(
        name: "budget", summary: "a limit that rounding or repetition passes"
    ) { _ in
        try [(1, 0.1, 10), (0.3, 0.1, 3), (1, 0.3, 3), (2, 0.0001, 20_000)].map {
            limit, cost, grants in
            var budget = try PrivacyBudget(epsilon: limit)
            let count = try Count(epsilon: cost)
            var granted = 0
            for _ in 0..<grants + 10 where (try? budget.charge(count.event)) != nil { granted += 1 }
            return AttackRow(
                "budget", "PrivacyBudget of \(limit)", counted: granted, mustBe: grants,
                "releases at \(cost) that are granted")
        }
    }

    /// Noise that is drawn when it is looked at, and again when it is looked at again.
    static let replay = Attack(
        name: "replay", summary: "a second look at a release draws noise anew"
    ) { _ in
        let mean = try BoundedMean(epsilon: 1, lowerBound: 0.0, upperBound: 1)
        var accumulator = mean.makeAccumulator()
        accumulator.addEntries([0.5, 0.25])
        // Consumes the accumulator: a second release of it doesn't compile.
        let release = accumulator.release()
        return [
            AttackRow(
                "replay", "Release", counted: Set((0..<5).map { _ in release.value }).count,
                mustBe: 1,
                "different answers of one release, looked at 5 times")
        ]
    }
}
