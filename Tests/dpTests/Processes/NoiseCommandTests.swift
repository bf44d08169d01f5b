import Testing

@testable import dp

@Suite struct NoiseCommandTests {
    @Test func `noise is printed one draw a line`() throws {
        let laplace = try dp(
            "noise", "laplace", "--epsilon", "0.5", "--sensitivity", "50", "--count", "5000")
        #expect(laplace.status == 0)
        let numbers = laplace.output.split(separator: "\n").map { Double($0) ?? .nan }
        #expect(numbers.count == 5000)
        // The mean magnitude is the scale, 100; over 5,000 draws it has a standard error of 1.4. It is
        // 7 of these off less than once in 10^9 runs.
        let magnitude = numbers.reduce(0) { $0 + abs($1) } / 5000
        #expect(abs(magnitude - 100) < 10)
        #expect(Set(numbers).count > 4990)
    }

    @Test func `geometric noise is integers, and one draw if no number is said`() throws {
        let one = try dp("noise", "geometric", "--epsilon", "0.01")
        #expect(Int(one.output.dropLast()) != nil)
        let none = try dp("noise", "geometric", "--epsilon", "1", "--count", "0")
        #expect(none.status == 0 && none.output == "")
        let certain = try dp("noise", "geometric", "--epsilon", "200", "--count", "3")
        #expect(certain.output == "0\n0\n0\n")
    }

    /// By their mean magnitudes over 5,000 draws; 7 standard errors off less than once in 10^9 runs.
    @Test(arguments: [
        // σ = 37.306: σ √(2/π) = 29.77, standard error 0.318.
        (["gaussian", "--delta", "1e-5", "--sensitivity", "10"], 29.77, 2.3),
        // σ = 3.7405, as sums say: 2.9666, standard error 0.0322.
        (["discrete-gaussian", "--delta", "1e-5"], 2.9666, 0.23),
        // The width that minimizes the variance is 0.4167 · 10: 9.603, standard error 0.141.
        (["staircase", "--sensitivity", "10"], 9.603, 1.0),
        // 16 · Σ over j of j P(j), P(|Z| >= 16 j) = e^(−(16 j − 8)/10): 9.008, standard error 0.165.
        (["snapping", "--sensitivity", "10", "--bound", "100000"], 9.008, 1.2),
    ])
    func everyMechanismHasItsNoise(options: [String], mean: Double, tolerance: Double) throws {
        let outcome = try DPProcess(
            ["noise"] + options + ["--epsilon", "1", "--count", "5000"]
        ).outcome()
        #expect(outcome.status == 0 && outcome.errors == "")
        let numbers = outcome.output.split(separator: "\n").map { Double($0) ?? .nan }
        #expect(numbers.count == 5000)
        let magnitude = numbers.reduce(0) { $0 + abs($1) } / 5000
        #expect(abs(magnitude - mean) < tolerance)
        if options[0] == "discrete-gaussian" {
            #expect(numbers.allSatisfy { $0 == $0.rounded() })
        }
        if options[0] == "snapping" {
            #expect(numbers.allSatisfy { $0.remainder(dividingBy: 16) == 0 })
        }
    }

    @Test func helpNamesEveryMechanism() throws {
        let help = try dp("noise", "--help")
        #expect(help.status == 0)
        for mechanism in NoiseCommand.Mechanism.allCases {
            #expect(help.output.contains("dp noise \(mechanism.rawValue) --epsilon"))
        }
    }

    @Test(arguments: [
        (["laplace", "--epsilon", "0"], "--epsilon must be finite and greater than 0 (was 0)"),
        (
            ["laplace", "--epsilon", "1", "--sensitivity", "-1"],
            "--sensitivity must be finite and greater than 0 (was -1)"
        ),
        (
            ["geometric", "--epsilon", "1", "--sensitivity", "0"],
            "--sensitivity must be at least 1 (was 0)"
        ),
        (["geometric", "--epsilon", "1", "--sensitivity", "1.5"], "must be an integer"),
        (["gaussian", "--epsilon", "1"], "Give --delta"),
        (["discrete-gaussian", "--epsilon", "1"], "Give --delta"),
        (["laplace", "--epsilon", "1", "--delta", "1e-5"], "laplace noise costs no --delta"),
        (
            ["gaussian", "--epsilon", "1", "--delta", "1"],
            "--delta must be greater than 0 and below 1 (was 1)"
        ),
        (
            ["gaussian", "--epsilon", "1", "--delta", "1e-5", "--sensitivity", "0"],
            "--sensitivity must be finite and greater than 0 (was 0)"
        ),
        (
            ["discrete-gaussian", "--epsilon", "1", "--delta", "1e-5", "--sensitivity", "0"],
            "--sensitivity must be at least 1 (was 0)"
        ),
        (
            ["discrete-gaussian", "--epsilon", "1", "--delta", "1e-5", "--sensitivity", "2.5"],
            "must be an integer for discrete-gaussian noise"
        ),
        (["snapping", "--epsilon", "1"], "Give --bound"),
        (["staircase", "--epsilon", "1", "--bound", "9"], "staircase noise has no --bound"),
        (
            ["snapping", "--epsilon", "1", "--bound", "0.5"],
            "--bound must be above the scale of the noise (was 0.5)"
        ),
        (["laplace", "--epsilon", "1", "--count", "-1"], "--count must be at least 0"),
        (["laplace"], "Missing expected argument '--epsilon <number>'"),
        (["uniform", "--epsilon", "1"], "The value 'uniform' is invalid"),
    ])
    func `mistakes are refused with a sentence`(arguments: [String], sentence: String) throws {
        let outcome = try DPProcess(["noise"] + arguments).outcome()
        #expect(outcome.status == 64)
        #expect(outcome.output == "")
        #expect(outcome.errors.contains(sentence))
    }
}
