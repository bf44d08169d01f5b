import DifferentialPrivacy
import Foundation
import Testing

/// What quantiles draw, from the real random source: the law of the choice, coverage of intervals.
@Suite struct QuantileLawTests {
    /// How far a count of `draws` trials of probability `p` may be from its mean: beyond it with a probability of at most
    /// 1e-10 (Bernstein's inequality, t² = 2·ln(2e10)·(np(1−p) + t/3)).
    static func tolerance(_ p: Double, _ draws: Int) -> Double {
        let l = log(2e10)
        return l / 3 + (l * l / 9 + 2 * l * Double(draws) * p * (1 - p)).squareRoot()
    }

    /// Eight integers, all subsets of heads. 8 assertions a case, false alarm below 1e-9 together.
    @Test(arguments: [0.2, 1, 4])
    func permuteAndFlipHasTheExactLaw(epsilon: Double) throws {
        let entries = [0, 1, 1, 3, 3, 3, 4, 6, 7]
        let median = try Median<Int>(epsilon: epsilon, lowerBound: 0, upperBound: 7)
        // Twice the distances max(below − n/2, n/2 − through), by hand.
        let doubled = (0...7).map { value in
            let below = entries.count { $0 < value }
            let through = entries.count { $0 <= value }
            return max(2 * below - 9, 9 - 2 * through)
        }
        let heads = doubled.map { exp(-epsilon * Double($0 - doubled.min()!) / 2) }
        var masses = [Double](repeating: 0, count: 8)
        for subset in 1..<256 {
            var mass = 1.0
            for (index, p) in heads.enumerated() { mass *= subset >> index & 1 == 1 ? p : 1 - p }
            for index in 0..<8 where subset >> index & 1 == 1 {
                masses[index] += mass / Double(subset.nonzeroBitCount)
            }
        }
        let draws = 60_000
        var counts = [Int](repeating: 0, count: 8)
        var filled = median.makeAccumulator()
        filled.addEntries(entries)
        let summary = filled.summary()
        for _ in 0..<draws { counts[summary.makeAccumulator().result()] += 1 }
        for (value, mass) in masses.enumerated() {
            let expected = Double(draws) * mass
            #expect(abs(Double(counts[value]) - expected) < Self.tolerance(mass, draws), "\(value)")
        }
        // So many draws tell the law from that of the exponential mechanism.
        let weights = heads.map { $0 / heads.reduce(0, +) }
        let found = counts.indices.contains { value in
            abs(Double(counts[value]) - Double(draws) * weights[value])
                > Self.tolerance(weights[value], draws)
        }
        #expect(found)
    }

    static func coverage(
        _ quantiles: Quantiles<Double>, _ entries: [Double], share: Double, level: Double, runs: Int
    ) -> (coverage: Double, width: Double) {
        var filled = quantiles.makeAccumulator()
        filled.addEntries(entries)
        let summary = filled.summary()
        let truth = entries.sorted()[max(0, Int((share * Double(entries.count)).rounded(.up)) - 1)]
        var (hits, width) = (0, 0.0)
        for _ in 0..<runs {
            let interval = summary.makeAccumulator().result()
                .interval(share, confidenceLevel: level)
            if interval.lowerBound <= truth, truth <= interval.upperBound { hits += 1 }
            width += interval.upperBound - interval.lowerBound
        }
        return (Double(hits) / Double(runs), width / Double(runs))
    }

    /// At least as often as asked, less the tolerance of 1e-10.
    @Test(arguments: [Noise.laplace, .gaussian(delta: 1e-6)])
    func intervalsCoverAtLeastAsOftenAsTheySay(noise: Noise) throws {
        let runs = 2000
        for (share, level) in [(0.5, 0.5), (0.9, 0.95), (0.05, 0.8)] {
            let quantiles = try Quantiles<Double>(
                [share], epsilon: 0.5, lowerBound: 30, upperBound: 200, treeHeight: 3,
                branchingFactor: 6, noise: noise)
            let (coverage, width) = Self.coverage(
                quantiles, Nhanes.pulse, share: share, level: level, runs: runs)
            print(
                "coverage of the \(share)-quantile at \(level), \(noise): \(coverage), \(width) wide"
            )
            let tolerance = Self.tolerance(level, runs) / Double(runs)
            #expect(coverage >= level - tolerance)
            #expect(width < 40)
        }
    }

    /// A tree of one level and Gaussian noise has no slack but the hull: an interval for less noise would be noticed.
    @Test func anIntervalForTooLittleNoiseWouldBeNoticed() throws {
        let runs = 2000
        let entries = (0..<3000).map { Double($0 % 100) }
        let quantiles = try Quantiles<Double>(
            [0.5], epsilon: 0.1, lowerBound: 0, upperBound: 100, treeHeight: 1,
            branchingFactor: 100, noise: .gaussian(delta: 1e-3))
        // Asked for 30 %, the interval of noise a quarter as large: what D5 did.
        let (honest, _) = Self.coverage(quantiles, entries, share: 0.5, level: 0.95, runs: runs)
        let (narrow, _) = Self.coverage(quantiles, entries, share: 0.5, level: 0.3, runs: runs)
        print("coverage at 0.95: \(honest), at 0.3: \(narrow)")
        #expect(honest >= 0.95 - Self.tolerance(0.95, runs) / Double(runs))
        #expect(narrow < 0.95 - Self.tolerance(0.95, runs) / Double(runs))
    }
}
