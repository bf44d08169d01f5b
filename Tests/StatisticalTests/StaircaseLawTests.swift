import DifferentialPrivacy
import Foundation
import Testing

/// What the staircase mechanism draws, from the real random source, against the exact law.
@Suite struct StaircaseLawTests {
    /// χ² with cells of fewer than 50 expected draws pooled with the last one.
    static func chiSquare(_ counts: [Int], _ masses: [Double], draws: Int) -> Double {
        var kept: [(Int, Double)] = [(0, 0)]
        for cell in zip(counts, masses) {
            if cell.1 * Double(draws) < 50 {
                kept[0] = (kept[0].0 + cell.0, kept[0].1 + cell.1)
            } else {
                kept.append(cell)
            }
        }
        if kept[0].1 * Double(draws) < 50 {
            let rest = kept.removeFirst()
            kept[0] = (kept[0].0 + rest.0, kept[0].1 + rest.1)
        }
        return LawTests.chiSquare(kept.map(\.0), kept.map(\.1))
    }

    /// At most 64 cells: false alarm below 1e-9 (`LawTests.limit`).
    @Test(arguments: [(0.5, 4), (1.0, 5), (3.0, 20), (6.0, 12), (0.2, 1)])
    func integerNoiseHasTheExactMasses(epsilon: Double, sensitivity: Int) throws {
        let mechanism = try StaircaseMechanism(epsilon: epsilon, sensitivity: sensitivity)
        guard case .staircase(_, _, let width) = mechanism.event.mechanism else { return }
        let b = exp(-epsilon)
        let a =
            (1 - b) / Double(2 * width)
            / (1 + b * Double(sensitivity - width) / Double(width) - (1 - b) / Double(2 * width))
        let draws = 300_000
        var noise = [Int](repeating: 0, count: draws)
        mechanism.addNoise(to: &noise)
        var counts = [Int](repeating: 0, count: 64)
        for value in noise { counts[abs(value) <= 31 ? value + 31 : 63] += 1 }
        var masses = (-31...31).map { k in
            a * pow(b, Double((abs(k) + sensitivity - width) / sensitivity))
        }
        masses.append(1 - masses.reduce(0, +))
        let chi = Self.chiSquare(counts, masses, draws: draws)
        print(
            "chi-square of staircase noise at epsilon \(epsilon), sensitivity \(sensitivity): \(chi)"
        )
        #expect(chi < LawTests.limit)
        // The same draws don't pass for noise whose first step is one wider: this many suffice to tell.
        guard width + 1 < sensitivity else { return }
        let other =
            (1 - b) / (2 * Double(width + 1) + 2 * b * Double(sensitivity - width - 1) - (1 - b))
        var shifted = (-31...31).map { k in
            other * pow(b, Double((abs(k) + sensitivity - width - 1) / sensitivity))
        }
        shifted.append(max(1e-9, 1 - shifted.reduce(0, +)))
        #expect(Self.chiSquare(counts, shifted, draws: draws) > LawTests.limit)
    }

    /// Sign, step, quarter of the step: 48 cells and the rest.
    @Test(arguments: [0.7, 2.0, 5.0])
    func realNoiseHasTheLawOfItsSteps(epsilon: Double) throws {
        let mechanism = try StaircaseMechanism(epsilon: epsilon, sensitivity: 3.0)
        let (step, b) = (mechanism.firstStep, exp(-epsilon))
        let draws = 300_000
        var noise = [Double](repeating: 0, count: draws)
        mechanism.addNoise(to: &noise)
        var counts = [Int](repeating: 0, count: 49)
        for value in noise {
            let shifted = (abs(value) + 3 - step) / 3
            let level = Int(shifted)
            let place = level == 0 ? abs(value) / step : shifted - Double(level)
            let cell = (level * 4 + min(3, Int(place * 4))) * 2 + (value < 0 ? 1 : 0)
            counts[min(cell, 48)] += 1
        }
        var masses = (0..<48).map { cell in
            (cell < 8 ? step : 3 * pow(b, Double(cell / 8))) / 8 / (step + 3 * b / (1 - b))
        }
        masses.append(1 - masses.reduce(0, +))
        let chi = Self.chiSquare(counts, masses, draws: draws)
        print("chi-square of staircase noise on doubles at epsilon \(epsilon): \(chi)")
        #expect(chi < LawTests.limit)
    }
}
