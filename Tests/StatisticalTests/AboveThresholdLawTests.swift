import Foundation
import Testing

@testable import DifferentialPrivacy

/// Above-threshold's answers against closed forms.
@Suite struct AboveThresholdLawTests {
    /// P(margin + Laplace(1) ≥ 0).
    static let published = [
        (-1.0, 0.183939721), (-0.5, 0.303265330), (0, 0.5), (0.5, 0.696734670), (1, 0.816060279),
    ]

    /// ε₂ = 2 and c = 1: the numbers' noise has scale 1.
    static func mechanism() throws -> AboveThreshold<Double> {
        try AboveThreshold(epsilon: 4, sensitivity: 1.0, thresholdShare: 0.5)
    }

    /// The discrete law's own masses on the grid, P(Z ≥ k) = q^k/(1 + q), summed exactly up to rounding.
    @Test func theNumbersNoiseHasThePublishedProbabilities() throws {
        let mechanism = try Self.mechanism()
        let (scale, exponent) = (mechanism.numberNoise.scale, mechanism.grid.exponent)
        #expect(abs(scale * scalbn(1, exponent) - 1) < 1e-11)
        let q = exp(-1 / scale)
        for (margin, probability) in Self.published {
            let steps = -scalbn(margin, -exponent)
            let tail =
                steps > 0 ? exp(-steps / scale) / (1 + q) : 1 - exp((steps - 1) / scale) / (1 + q)
            #expect(abs(tail - probability) < 6e-10, "margin \(margin)")
        }
    }

    /// Runs whose threshold is without noise: one comparison. 100,000 each, 7 standard errors: 3e-12 an assertion.
    @Test func singleComparisonsHaveThePublishedProbabilities() throws {
        let mechanism = try Self.mechanism()
        let draws = 100_000
        for (margin, probability) in Self.published {
            var above = 0
            for _ in 0..<draws {
                var run = AboveThresholdRun(
                    of: mechanism, noisyThreshold: 10.0._step(exponent: mechanism.grid.exponent))
                if run.isAbove(10 + margin) == true { above += 1 }
            }
            let share = Double(above) / Double(draws)
            let error = (probability * (1 - probability) / Double(draws)).squareRoot()
            print("above threshold at margin \(margin): \(share), published \(probability)")
            #expect(abs(share - probability) < 7 * error)
            // Half the noise would be seen.
            let half = margin < 0 ? exp(2 * margin) / 2 : 1 - exp(-2 * margin) / 2
            #expect(margin == 0 || abs(share - half) > 7 * error)
        }
    }

    /// Both noises on integers, answers of whole runs: (a, b, c) for three numbers, from sums over both laws. 8 cells.
    @Test(arguments: [1, 2])
    func runsHaveTheirLaw(selections: Int) throws {
        let mechanism = try AboveThreshold(
            epsilon: 2, sensitivity: 1, selections: selections, thresholdShare: 0.5)
        let numbers = [1, 3, 2]
        func masses(_ thresholdScale: Double, _ numberScale: Double) -> [Double] {
            let (q, r) = (exp(-1 / thresholdScale), exp(-1 / numberScale))
            var masses = [Double](repeating: 0, count: 27)
            for z in -300...300 {
                let weight = (1 - q) / (1 + q) * pow(q, Double(abs(z)))
                func go(_ place: Int, _ left: Int, _ reached: Double, _ cell: Int) {
                    if place == 3 {
                        masses[cell] += reached
                        return
                    }
                    guard left > 0 else { return go(place + 1, 0, reached, cell * 3 + 2) }
                    let gap = 2 + z - numbers[place]  // above if the draw is at least this
                    let above =
                        gap > 0
                        ? pow(r, Double(gap)) / (1 + r) : 1 - pow(r, Double(1 - gap)) / (1 + r)
                    go(place + 1, left - 1, reached * above, cell * 3 + 1)
                    go(place + 1, left, reached * (1 - above), cell * 3)
                }
                go(0, selections, weight, 0)
            }
            return masses
        }
        var counts = [Int](repeating: 0, count: 27)
        for _ in 0..<60_000 {
            var run = mechanism.run(threshold: 2)
            var cell = 0
            for number in numbers {
                cell = cell * 3 + (run.isAbove(number).map { $0 ? 1 : 0 } ?? 2)
            }
            counts[cell] += 1
        }
        func chiSquare(_ masses: [Double]) -> Double {
            let cells = masses.indices.filter { masses[$0] > 0 }
            #expect(masses.indices.allSatisfy { masses[$0] > 0 || counts[$0] == 0 })
            return LawTests.chiSquare(cells.map { counts[$0] }, cells.map { masses[$0] })
        }
        let chi = chiSquare(masses(1, 2 * Double(selections)))
        print("chi-square of above-threshold runs with \(selections) selections: \(chi)")
        // At most 8 cells: P(χ²₇ > 65) < 2e-11.
        #expect(chi < 65)
        // Lyu, Su and Li's broken variants: noise that doesn't grow with c, or a threshold without noise.
        #expect(chiSquare(masses(1, Double(selections))) > 65)
        #expect(chiSquare(masses(0.1, 2 * Double(selections))) > 65)
    }

    /// P(answers) of three numbers on integers with threshold 1, summed over the noisy threshold: exact up to 1e-13.
    static func masses(
        _ numbers: [Int], selections: Int, _ thresholdScale: Double, _ numberScale: Double
    ) -> [Double] {
        let (q, r) = (exp(-1 / thresholdScale), exp(-1 / numberScale))
        var masses = [Double](repeating: 0, count: 27)
        let reach = Int(40 * thresholdScale)
        for z in -reach...reach {
            func go(_ place: Int, _ left: Int, _ reached: Double, _ cell: Int) {
                if place == 3 {
                    masses[cell] += reached
                    return
                }
                guard left > 0 else { return go(place + 1, 0, reached, cell * 3 + 2) }
                let gap = 1 + z - numbers[place]
                let (above, below) =
                    gap > 0
                    ? (pow(r, Double(gap)) / (1 + r), 1 - pow(r, Double(gap)) / (1 + r))
                    : (1 - pow(r, Double(1 - gap)) / (1 + r), pow(r, Double(1 - gap)) / (1 + r))
                go(place + 1, left - 1, reached * above, cell * 3 + 1)
                go(place + 1, left, reached * below, cell * 3)
            }
            go(0, selections, (1 - q) / (1 + q) * pow(q, Double(abs(z))), 0)
        }
        return masses
    }

    /// The largest log-ratio of probabilities between neighbours: numbers 0 ... 2 that differ by at most 1.
    static func loss(
        selections: Int, monotonic: Bool, _ thresholdScale: Double, _ numberScale: Double
    ) -> Double {
        let all = (0..<27).map { [$0 % 3, $0 / 3 % 3, $0 / 9] }
        let laws = all.map { masses($0, selections: selections, thresholdScale, numberScale) }
        var worst = 0.0
        for a in 0..<27 {
            for b in 0..<27 {
                let changes = zip(all[a], all[b]).map { $1 - $0 }
                guard changes.allSatisfy({ abs($0) <= 1 }),
                    !monotonic || changes.allSatisfy({ $0 >= 0 })
                        || changes.allSatisfy({ $0 <= 0 })
                else { continue }
                for (p, p2) in zip(laws[a], laws[b]) where p > 0 { worst = max(worst, log(p / p2)) }
            }
        }
        return worst
    }

    /// The promise, with the scales that a mechanism has; and that an eighth of the numbers' noise breaks it.
    @Test(arguments: [(1, false), (1, true), (2, false), (2, true), (3, false), (3, true)])
    func noNeighboursDifferByMoreThanEpsilon(selections: Int, monotonic: Bool) throws {
        let mechanism = try AboveThreshold(
            epsilon: 2, sensitivity: 1, selections: selections, monotonic: monotonic)
        let (threshold, number) = (mechanism.thresholdNoise.scale, mechanism.numberNoise.scale)
        let loss = Self.loss(selections: selections, monotonic: monotonic, threshold, number)
        print("loss of above-threshold, \(selections) selections, monotonic \(monotonic): \(loss)")
        #expect(loss <= 2 + 1e-9 && loss > 0.5)
        if selections == 3 {
            let planted = Self.loss(
                selections: 3, monotonic: monotonic, threshold, number / 8)
            #expect(planted > 2)
        }
    }
}
