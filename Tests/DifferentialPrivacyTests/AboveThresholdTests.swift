import Testing

@testable import DifferentialPrivacy

@Suite struct AboveThresholdTests {
    @Test func aRunStopsAfterItsAnswers() throws {
        let mechanism = try AboveThreshold(epsilon: 10_000, sensitivity: 1, selections: 2)
        var run = mechanism.run(threshold: 100)
        var answers: [Bool?] = []
        for number in [10, 300, 20, 500, 600, 10] {
            let answer = run.isAbove(number)
            answers.append(answer)
        }
        #expect(answers == [false, true, false, true, nil, nil])
        let left = run.selectionsLeft
        #expect(left == 0)
    }

    @Test func notANumberIsTheLowestAndInfinityIsAbove() throws {
        let mechanism = try AboveThreshold(epsilon: 1, sensitivity: 1.0, selections: 3)
        var run = mechanism.run(threshold: -1e9)
        let answers = [
            run.isAbove(.nan), run.isAbove(-.infinity), run.isAbove(.infinity), run.isAbove(1e300),
        ]
        #expect(answers == [false, false, true, true])
    }

    /// ε₁ + ε₂ = ε, and each scale is at least what Lyu, Su and Li's proof wants, exactly.
    @Test(arguments: [1, 2, 7, 1000], [false, true])
    func theScalesPayForTheWholeRun(selections: Int, monotonic: Bool) throws {
        for share in [nil, 0.5, 0.9] {
            let mechanism = try AboveThreshold(
                epsilon: 0.3, sensitivity: 2.5, selections: selections, monotonic: monotonic,
                thresholdShare: share)
            let steps = mechanism.grid.steps
            let granularity = Rational.one.scaled(byPowerOfTwo: mechanism.grid.exponent)
            #expect(steps * granularity > Rational(exactly: 2.5))
            let threshold = steps / Rational(exactly: mechanism.thresholdNoise.scale)
            let numbers =
                Rational(selections * (monotonic ? 1 : 2)) * steps
                / Rational(exactly: mechanism.numberNoise.scale)
            #expect(threshold + numbers <= Rational(decimal: 0.3))
            #expect((threshold + numbers).approximation > 0.3 * (1 - 1e-12))
        }
        let best = try AboveThreshold(
            epsilon: 1, sensitivity: 1, selections: selections, monotonic: monotonic)
        let x = Double(selections * (monotonic ? 1 : 2))
        let paper = 1 / (1 + exponential(naturalLogarithm(x) * 2 / 3))
        #expect(best.thresholdShare > 0.8 * paper && best.thresholdShare < 1.25 * paper)
    }

    @Test func selectionScalesPayForEveryWinner() throws {
        for (selections, monotonic) in [(1, false), (1, true), (5, false), (40, true)] {
            for sensitivity in [0.1, 3.0, 1e-200, 1e200] {
                for epsilon in [0.01, 1, 30] {
                    let grid = try ScoreGrid.noise(
                        sensitivity,
                        factor: Rational(selections * (monotonic ? 1 : 2))
                            / Rational(decimal: epsilon))
                    let granularity = Rational.one.scaled(byPowerOfTwo: grid.exponent)
                    #expect(grid.steps * granularity > Rational(exactly: sensitivity))
                    #expect(
                        (grid.steps - Rational(2)) * granularity < Rational(exactly: sensitivity))
                }
            }
        }
        let race = try NoisyRace(epsilon: 0.7, sensitivity: 0.3, monotonic: false, noise: .gumbel)
        let twice = race.grid.steps.scaled(byPowerOfTwo: 1)
        #expect(twice / Rational(exactly: race.scale) <= Rational(decimal: 0.7))
        #expect((twice / Rational(exactly: race.scale)).approximation > 0.7 * (1 - 1e-12))
    }
}
