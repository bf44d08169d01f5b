import DifferentialPrivacy
import Testing

@Suite struct RandomizedResponseTests {
    @Test func categoriesAreAtLeastTwoAndAtMostTwoTo24() throws {
        for (categories, rule): (Int, ParameterError.Rule) in [
            (1, .atLeastTwo), (0, .atLeastTwo), (-5, .atLeastTwo), (1 << 24 + 1, .notBeyondTwoTo24),
        ] {
            let error = #expect(throws: ParameterError.self) {
                _ = try RandomizedResponse(epsilon: 1, categories: categories)
            }
            #expect(error?.parameter == .categories && error?.rule == rule)
        }
        let largest = try RandomizedResponse(epsilon: 1, categories: 1 << 24)
        #expect((0..<1 << 24).contains(largest.respond(to: .max)))
    }

    /// At ε = 100 a lie has probability below e^-98.
    @Test func answersOutsideTheListCountAsTheNearest() throws {
        let mechanism = try RandomizedResponse(epsilon: 100, categories: 5)
        for (answer, response) in [(0, 0), (3, 3), (4, 4), (5, 4), (.max, 4), (-1, 0), (.min, 0)] {
            #expect(mechanism.respond(to: answer) == response)
        }
    }

    /// Counts that are exactly what they are on average give the frequencies back.
    @Test(arguments: [0.01, 1, 8])
    func theEstimateInvertsTheAverage(epsilon: Double) throws {
        let mechanism = try RandomizedResponse(epsilon: epsilon, categories: 3)
        let truth = mechanism.truthProbability
        let lie = (1 - truth) / 2
        let people = 1e15
        let counts = [0.5, 0.3, 0.2].map { Int(people * ($0 * truth + (1 - $0) * lie)) }
        let estimates = mechanism.frequencies(ofResponses: counts)
        for (estimate, frequency) in zip(estimates, [0.5, 0.3, 0.2]) {
            #expect(abs(estimate.frequency - frequency) < 1e-9)
            let variance = frequency * truth * (1 - truth) + (1 - frequency) * lie * (1 - lie)
            let error = (variance / people).squareRoot() / (truth - lie)
            #expect(abs(estimate.standardError / error - 1) < 1e-9)
        }
    }

    @Test func noResponsesTellNothing() throws {
        let mechanism = try RandomizedResponse(epsilon: 1, categories: 4)
        for estimate in mechanism.frequencies(ofResponses: [0, 0, 0, 0]) {
            #expect(estimate.frequency == 0.25 && estimate.standardError == .infinity)
        }
        // Counts far from any average still have a standard error.
        for estimate in mechanism.frequencies(ofResponses: [0, 0, 0, 50]) {
            #expect(estimate.standardError > 0 && estimate.standardError.isFinite)
        }
    }
}
