import Foundation
import Testing

@testable import dp

/// At ε = 10^6 the noise of these files is so small that none of these tests fails once in 10^9 runs: a
/// Laplace variable passes 40 times its scale with probability e^-40.
private let manyEpsilon = "1000000"

/// 8,366 people of NHANES 2017–2018.
private let people = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Examples/nhanes-2017-2018.csv").standardized.path

@Suite struct StatisticTests {
    @Test(arguments: [
        ("sum", 212_613.4, 0.1), ("mean", 26.56007, 1e-4), ("variance", 66.8189, 0.01),
        ("std", 8.17428, 1e-3),
    ])
    func `statistics of real people come out right`(
        statistic: String, expected: Double, tolerance: Double
    ) throws {
        let printed = try PrintedAnswer(
            dp(
                statistic, "--column", "bmi", "--lower", "10", "--upper", "60", "--epsilon",
                manyEpsilon, "--format", "json", "--compare", people))
        #expect(printed.statistic == statistic)
        #expect(printed.column == "bmi")
        #expect(printed.epsilon == 1e6)
        #expect(printed.delta == 0)
        #expect(printed.protects == "one row")
        #expect(printed.mechanism == "discrete_laplace")
        #expect(printed.notPrivate == true)
        #expect(printed.interval.confidenceLevel == 0.95)
        #expect(printed.interval.lowerBound <= printed.value)
        #expect(printed.interval.upperBound >= printed.value)
        // The true value is that of the values as they are; clamping to 10...60 moves it by at most 3 %.
        #expect(abs(printed.value - (printed.trueValue ?? .nan)) < 0.03 * printed.value)
        #expect(abs(printed.value - expected) < tolerance, "\(printed.value)")
    }

    @Test(arguments: ["count", "sum", "mean", "variance", "std"])
    func `noise is Gaussian where it is asked for or better, and costs its delta`(
        statistic: String
    ) throws {
        func asked(_ options: String...) throws -> PrintedAnswer {
            try PrintedAnswer(
                DPProcess(
                    [
                        statistic, "--column", "bmi", "--epsilon", manyEpsilon, "--delta", "1e-6",
                        "--format", "json",
                    ] + (statistic == "count" ? [] : ["--lower", "10", "--upper", "60"]) + options
                        + [people]
                ).outcome())
        }
        let gaussian = try asked("--noise", "gaussian")
        #expect(gaussian.mechanism == "gaussian" && gaussian.delta == 1e-6)
        let laplace = try asked("--noise", "least-variance")
        #expect(laplace.mechanism == "discrete_laplace" && laplace.delta == 0)
        // σ is about R · 2e-3 at this ε: at most 0.1 % of a sum's, a mean's or a variance's value here.
        #expect(abs(gaussian.value - laplace.value) < 1e-3 * laplace.value)
        let many = try asked(
            "--noise", "least-variance", "--max-partitions-contributed", "100000000")
        #expect(many.mechanism == "gaussian" && many.delta == 1e-6)
    }

    @Test func `a count counts rows, the rows of a filter, or the cells of a column`() throws {
        func count(_ options: String...) throws -> Double {
            let process = try DPProcess(
                ["count", "--epsilon", manyEpsilon, "--format", "json"] + options + [people])
            return try PrintedAnswer(process.outcome()).value
        }
        #expect(try count() == 8366)
        #expect(try count("--column", "bmi") == 8005)
        #expect(try count("--column", "sex", "--where", "sex=Female") == 4272)
        #expect(try count("--where", "sex=Female", "--where", "sex=Male") == 0)
    }

    @Test func `standard input is read where the file is a dash, or not given`() throws {
        for file in [["-"], []] {
            let process = try DPProcess(
                ["count", "--epsilon", manyEpsilon, "--format", "csv"] + file,
                input: .file(people))
            let lines = try process.outcome().output.split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines.last?.hasPrefix("count,,8366,") == true)
        }
    }

    @Test func `more rows a person mean more noise, and the answer says whom it protects`() throws {
        let printed = try PrintedAnswer(
            dp(
                "mean", "--column", "bmi", "--lower", "10", "--upper", "60", "--epsilon", "0.5",
                "--max-contributions-per-partition", "3", "--max-partitions-contributed", "2",
                "--format", "json", people))
        #expect(
            printed.protects == "a person with at most 3 rows in each of at most 2 partitions")
        #expect(printed.interval.upperBound - printed.interval.lowerBound > 0.2)
        let text = try dp(
            "count", "--epsilon", "0.5", "--max-contributions-per-partition", "3", people)
        #expect(text.output.contains("protects: a person with at most 3 rows (not checked)\n"))
    }

    @Test(arguments: ["sum", "mean", "variance", "std"], ["x\n", "id,x\n", "id,x\n1,\n2,NA\n"])
    func `a file without values is answered with noise`(statistic: String, text: String) throws {
        let file = try TemporaryFile(text)
        let outcome = try dp(
            statistic, "--column", "x", "--lower", "-1", "--upper", "1", "--epsilon", "1",
            file.path)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.output.contains("protects: one row\n"))
    }

    @Test func `nan cells are left out, infinite ones count as the bounds, and words are refused`()
        throws
    {
        let file = try TemporaryFile("x,note\n1,\nNaN,\ninf,\n-Infinity,\n4,\nword,bad\n")
        let arguments = [
            "sum", "--column", "x", "--lower", "0", "--upper", "10", "--epsilon", manyEpsilon,
            "--format", "json", file.path,
        ]
        let refused = try DPProcess(arguments).outcome()
        #expect(refused.status == 65)
        #expect(
            refused.errors == """
                dp: \(file.path): line 7, column 1 ("x"): not a number; numbers are read as 1.5, \
                -2 or 6.02e23

                """)
        for option in ["--where=note=", "--skip-bad-rows"] {
            let printed = try PrintedAnswer(DPProcess(arguments + [option]).outcome())
            #expect(abs(printed.value - 15) < 1e-2)
        }
    }

    @Test(arguments: ["text", "json", "csv"])
    func `no number in an answer is the true one`(format: String) throws {
        // At ε = 10^-12 the noise of a count has a scale of 10^12, and a noisy one is the true one less
        // than once in 10^12 runs. The other true values are compared to ten digits.
        let counts: Set = ["8366", "8005"]
        let others = ["212613.4000", "212752.9", "26.56007495", "26.57750156", "66.81891317"]
        let options = ["--epsilon", "1e-12", "--column", "bmi", "--format", format, people]
        for statistic in ["count", "sum", "mean", "variance", "std"] {
            let bounds = statistic == "count" ? [] : ["--lower", "10", "--upper", "60"]
            let outcome = try DPProcess([statistic] + bounds + options).outcome()
            #expect(outcome.status == 0)
            #expect(outcome.errors == "")
            let numbers = outcome.output.split { !$0.isNumber && $0 != "." }.map(String.init)
            #expect(counts.isDisjoint(with: numbers))
            #expect(!numbers.contains { number in others.contains(where: number.hasPrefix) })
        }
    }

    @Test func `a NumPy array is read, and takes no column`() throws {
        let numbers = littleEndian([1.0, 2, 6].map(\.bitPattern))
        let file = try TemporaryFile(numpyFile(data: numbers))
        let bounds = ["--lower", "0", "--upper", "10", "--epsilon", manyEpsilon]
        let mean = try DPProcess(["mean", "--format", "json"] + bounds + [file.path]).outcome()
        #expect(abs(try PrintedAnswer(mean).value - 3) < 1e-2)
        let count = try dp("count", "--epsilon", manyEpsilon, "--format", "csv", file.path)
        #expect(count.output.contains("\ncount,,3,"))
        for option in [["--column", "x"], ["--where", "a=b"]] {
            let outcome = try DPProcess(["mean"] + option + bounds + [file.path]).outcome()
            #expect(outcome.status == 64)
            #expect(
                outcome.errors == "dp: --column and --where are for CSV files; "
                    + "a .npy file holds one array\n")
        }
        let objects = try TemporaryFile(numpyFile(descr: "'|O'", data: numbers))
        let outcome = try DPProcess(["mean"] + bounds + [objects.path]).outcome()
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("pickled Python objects, which are never loaded"))
    }
}
