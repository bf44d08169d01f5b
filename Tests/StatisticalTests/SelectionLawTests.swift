import DifferentialPrivacy
import Foundation
import Testing

/// What selections select, from the real random source, against closed forms.
@Suite struct SelectionLawTests {
    /// P(χ²₅ > 60) is below 2e-11; no test here has more than 6 cells.
    static let limit = 60.0
    static let draws = 60_000

    static func exponentialMechanism(_ exponents: [Double]) -> [Double] {
        let weights = exponents.map(exp)
        return weights.map { $0 / weights.reduce(0, +) }
    }

    /// The definition: in each order, the first candidate that is accepted with e^(its exponent below the best's).
    static func permuteAndFlip(_ exponents: [Double]) -> [Double] {
        let best = exponents.max()!
        var masses = [Double](repeating: 0, count: exponents.count)
        func go(_ rest: [Int], _ reached: Double) {
            for i in rest {
                let here = reached / Double(rest.count)
                let accept = exp(exponents[i] - best)
                masses[i] += here * accept
                go(rest.filter { $0 != i }, here * (1 - accept))
            }
        }
        go(Array(exponents.indices), 1)
        return masses
    }

    /// Discrete Laplace noise of this scale on integer scores, ties by number; the list of winners in base n.
    static func noisyMax(_ scores: [Int], scale: Double) -> [Double] {
        let q = exp(-1 / scale)
        let reach = Int(scale * 45)
        func below(_ z: Int) -> Double {  // P(Z < z)
            z <= 0 ? pow(q, Double(1 - z)) / (1 + q) : 1 - pow(q, Double(z)) / (1 + q)
        }
        return scores.indices.map { i in
            (-reach...reach).reduce(0.0) { sum, z in
                let key = scores[i] + z
                return sum + (1 - q) / (1 + q) * pow(q, Double(abs(z)))
                    * scores.indices.filter { $0 != i }.reduce(1.0) { product, j in
                        product * below(key - scores[j] + (j > i ? 1 : 0))
                    }
            }
        }
    }

    static func counts(_ cells: Int, _ draw: () -> Int) -> [Int] {
        var counts = [Int](repeating: 0, count: cells)
        for _ in 0..<draws { counts[draw()] += 1 }
        return counts
    }

    static func check(
        _ name: String, _ counts: [Int], _ masses: [Double], other: [Double]
    ) {
        let chi = LawTests.chiSquare(counts, masses)
        print("chi-square of \(name): \(chi)")
        #expect(chi < limit)
        // As many draws tell another law: the root of χ² is about normal around that of what it expects, which lies 6.5
        // standard deviations and more above the limit's, so that chance brings it below less often than 1e-10.
        let expected = zip(masses, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
        #expect((expected * Double(draws)).squareRoot() > limit.squareRoot() + 6.5)
        #expect(LawTests.chiSquare(counts, other) > limit)
    }

    @Test(arguments: [(1.0, false), (1.5, false), (2.0, true)])
    func theExponentialMechanismHasItsLaw(epsilon: Double, monotonic: Bool) throws {
        let scores = [3, 0, 5, 4, 5]
        let exponents = scores.map { Double($0) * epsilon / (monotonic ? 2 : 4) }
        let integers = try ExponentialMechanism(
            epsilon: epsilon, sensitivity: 2, monotonic: monotonic)
        let reals = try ExponentialMechanism(
            epsilon: epsilon, sensitivity: 0.2, monotonic: monotonic)
        let real = scores.map { Double($0) / 10 - 7 }
        let law = Self.exponentialMechanism(exponents)
        let other = Self.permuteAndFlip(exponents)
        Self.check(
            "the exponential mechanism on integers",
            Self.counts(5) { integers.select(from: scores) },
            law, other: other)
        Self.check(
            "the exponential mechanism on doubles", Self.counts(5) { reals.select(from: real) },
            law,
            other: Self.exponentialMechanism(exponents.map { $0 * 1.25 }))
    }

    @Test(arguments: [(1.0, false), (1.5, false), (2.0, true)])
    func permuteAndFlipHasItsLaw(epsilon: Double, monotonic: Bool) throws {
        let scores = [3, 0, 5, 4, 5]
        let exponents = scores.map { Double($0) * epsilon / (monotonic ? 2 : 4) }
        let integers = try PermuteAndFlip(epsilon: epsilon, sensitivity: 2, monotonic: monotonic)
        let reals = try PermuteAndFlip(epsilon: epsilon, sensitivity: 0.2, monotonic: monotonic)
        let real = scores.map { Double($0) / 10 + 1000 }
        let law = Self.permuteAndFlip(exponents)
        let other = Self.exponentialMechanism(exponents)
        Self.check(
            "permute-and-flip on integers", Self.counts(5) { integers.select(from: scores) }, law,
            other: other)
        Self.check(
            "permute-and-flip on doubles", Self.counts(5) { reals.select(from: real) }, law,
            other: Self.permuteAndFlip(exponents.map { $0 * 1.25 }))
    }

    @Test(arguments: [(1.0, false), (3.0, true)])
    func reportNoisyMaxHasItsLawTiesIncluded(epsilon: Double, monotonic: Bool) throws {
        let scores = [2, 3, 1, 3]
        let mechanism = try ReportNoisyMax(
            epsilon: epsilon, sensitivity: 1, monotonic: monotonic)
        let scale = (monotonic ? 1 : 2) / epsilon
        Self.check(
            "report-noisy-max", Self.counts(4) { mechanism.select(from: scores) },
            Self.noisyMax(scores, scale: scale),
            other: Self.noisyMax(scores.reversed(), scale: scale))
    }

    /// The first of k = 2 has the law of a single selection at half of ε, the noise being as large.
    @Test func theFirstOfTwoIsASelectionAtHalfOfEpsilon() throws {
        let scores = [2, 3, 1, 3]
        let mechanism = try ReportNoisyMax(epsilon: 2, sensitivity: 1, selections: 2)
        var pairs = Set<[Int]>()
        let counts = Self.counts(4) {
            let pair = mechanism.selectTop(from: scores)
            pairs.insert(pair)
            return pair[0]
        }
        Self.check(
            "the first of two", counts, Self.noisyMax(scores, scale: 2),
            other: Self.noisyMax(scores, scale: 1))
        // Each of the 12 ordered pairs has probability above 0.01: all are seen, but for e^-600.
        #expect(pairs.count == 12 && pairs.allSatisfy { $0[0] != $0[1] })
    }

    @Test func randomizedResponsesHaveTheirLawAndTheEstimateIsUnbiased() throws {
        let mechanism = try RandomizedResponse(epsilon: 1.5, categories: 6)
        let lie = 1 / (exp(1.5) + 5)
        var law = [Double](repeating: lie, count: 6)
        law[4] = 1 - 5 * lie
        let counts = Self.counts(6) { mechanism.respond(to: 4) }
        #expect(abs(mechanism.truthProbability - law[4]) < 1e-14)
        Self.check("randomized response", counts, law, other: law.reversed())
        // People of three kinds: frequencies 0.5, 0.3, 0.2, each within 7 standard errors (3e-12 each).
        var person = 0
        let responses = Self.counts(6) {
            person += 1
            return mechanism.respond(to: person % 10 < 5 ? 0 : person % 10 < 8 ? 1 : 5)
        }
        let estimates = mechanism.frequencies(ofResponses: responses)
        for (estimate, truth) in zip(estimates, [0.5, 0.3, 0, 0, 0, 0.2]) {
            #expect(abs(estimate.frequency - truth) < 7 * estimate.standardError)
            #expect(estimate.standardError > 0.001 && estimate.standardError < 0.01)
        }
        #expect(abs(estimates.reduce(0) { $0 + $1.frequency } - 1) < 1e-12)
        // Responses taken for answers are biased, and so many tell.
        #expect(
            abs(Double(responses[0]) / Double(Self.draws) - 0.5) > 7 * estimates[0].standardError)
    }

    /// The standard error is that of repetitions: over 400 of them the mean of squares is within 45 % (7.5 of its own
    /// standard errors of 1/√200 … 6 %; squares have tails, 1e-10).
    @Test func theStandardErrorIsThatOfRepetitions() throws {
        let mechanism = try RandomizedResponse(epsilon: 1, categories: 3)
        var sum = 0.0
        for _ in 0..<400 {
            var counts = [0, 0, 0]
            for person in 0..<300 { counts[mechanism.respond(to: person % 4 == 0 ? 1 : 2)] += 1 }
            let estimate = mechanism.frequencies(ofResponses: counts)[1]
            let deviation = (estimate.frequency - 0.25) / estimate.standardError
            sum += deviation * deviation
        }
        print("mean square of standardized frequencies: \(sum / 400)")
        #expect(abs(sum / 400 - 1) < 0.55)
    }
}
