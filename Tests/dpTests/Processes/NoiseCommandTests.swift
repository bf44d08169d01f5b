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
