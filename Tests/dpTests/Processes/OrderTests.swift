import Foundation
import Testing

@testable import dp

/// At ε = 10^6 none of these tests fails once in 10^9 runs: a place other than the best is chosen with a probability below
/// e^-1000.
private let manyEpsilon = "1000000"

private let people = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Examples/nhanes-2017-2018.csv").standardized.path

/// What a command with several numbers prints.
private struct PrintedAnswers: Decodable {
    struct Part: Decodable {
        var quantile: String?
        var category: String?
        var bin: String?
        var value: Double
        var interval: PrintedAnswer.Interval?
        var trueValue: Double?
    }

    var statistic: String
    var answers: [Part]
    var epsilon: Double
    var delta: Double
    var mechanism: String

    init(_ outcome: DPProcess.Outcome) throws {
        #expect(outcome.status == 0 && outcome.errors == "")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(Self.self, from: Data(outcome.output.utf8))
    }
}

@Suite struct OrderTests {
    @Test(arguments: [("median", 72.0), ("min", 36), ("max", 136)])
    func `places in the order of real people come out right`(
        statistic: String, expected: Double
    ) throws {
        let outcome = try dp(
            statistic, "--column", "pulse_bpm", "--lower", "30", "--upper", "200", "--resolution",
            "1", "--epsilon", manyEpsilon, "--format", "json", "--compare", people)
        #expect(outcome.status == 0 && outcome.errors == "")
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(object["statistic"] as? String == statistic)
        #expect(object["interval"] is NSNull)
        let value = try #require(object["value"] as? Double)
        let truth = try #require(object["true_value"] as? Double)
        // At the ends any place up to the next entry is as good.
        #expect(abs(value - truth) <= 6, "\(value) for \(truth)")
        #expect(abs(value - expected) <= 6, "\(value)")
    }

    @Test func `quantiles of one tree come with intervals`() throws {
        let printed = try PrintedAnswers(
            dp(
                "quantile", "--q", "0.25,0.5,0.75", "--column", "bmi", "--lower", "10", "--upper",
                "60", "--epsilon", manyEpsilon, "--format", "json", "--compare", people))
        #expect(printed.statistic == "quantile")
        #expect(printed.answers.map(\.quantile) == ["0.25", "0.5", "0.75"])
        for part in printed.answers {
            let interval = try #require(part.interval)
            let truth = try #require(part.trueValue)
            #expect(abs(part.value - truth) < 0.1, "\(part)")
            #expect(interval.lowerBound <= part.value && part.value <= interval.upperBound)
        }
        let gaussian = try PrintedAnswers(
            dp(
                "quantile", "--q", "0.5", "--column", "bmi", "--lower", "10", "--upper", "60",
                "--epsilon", "1", "--noise", "gaussian", "--delta", "1e-6", "--format", "json",
                people))
        #expect(gaussian.mechanism == "gaussian" && gaussian.delta == 1e-6)
    }

    @Test(arguments: [
        (["quantile", "--lower", "0", "--upper", "1"], "--q <share,...>"),
        (
            ["quantile", "--q", "0.5,1.5", "--lower", "0", "--upper", "1"],
            "--q must lie between 0 and 1"
        ),
        (["quantile", "--q", "0.5,", "--lower", "0", "--upper", "1"], "give a number such as 0.5"),
        (["quantile", "--q", "0.5"], "--lower <number>"),
        (["median", "--lower", "0"], "--upper <number>"),
        (["median", "--lower", "0", "--upper", "1", "--resolution", "0"], "--resolution must be"),
        (["median", "--lower", "1", "--upper", "0"], "--lower and --upper must be increasing"),
    ])
    func `what can't be answered is refused with a sentence`(
        arguments: [String], sentence: String
    ) throws {
        let file = try TemporaryFile("x\n1\n")
        let outcome = try DPProcess(
            arguments + ["--column", "x", "--epsilon", "1", file.path]
        ).outcome()
        #expect(outcome.status == 64 && outcome.output == "")
        #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
    }
}

@Suite struct HistogramTests {
    @Test func `categories are counted, also those that no row has`() throws {
        let printed = try PrintedAnswers(
            dp(
                "histogram", "--column", "sex", "--categories", "Female,Other,Male", "--epsilon",
                manyEpsilon, "--format", "json", "--compare", people))
        #expect(printed.answers.map(\.category) == ["Female", "Other", "Male"])
        #expect(printed.answers.map(\.value) == [4272, 0, 4094])
        #expect(printed.answers.map(\.trueValue) == [4272, 0, 4094])
    }

    /// One category is the same question as a count with a filter, whatever a person's rows and files are.
    @Test func `a person in several files is paid for, however few categories there are`() throws {
        func radius(_ arguments: String...) throws -> Double {
            let limits = [
                "--max-partitions-contributed", "5", "--max-contributions-per-partition", "2",
                "--epsilon", "1", "--format", "csv", people,
            ]
            let outcome = try DPProcess(arguments + limits).outcome()
            #expect(outcome.status == 0)
            let line = try #require(outcome.output.split(separator: "\n").last)
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            let end = try #require(cells.firstIndex(of: "0.95"))
            return try #require(Double(cells[end - 1])) - #require(Double(cells[end - 2]))
        }
        #expect(
            try radius("histogram", "--column", "sex", "--categories", "Female")
                == radius("count", "--where", "sex=Female"))
    }

    @Test func `values are counted between edges, the last one included`() throws {
        let file = try TemporaryFile("x\n0\n1\n1.5\n2\n3\n3.5\n-1\n\nnan\n")
        let printed = try PrintedAnswers(
            dp(
                "histogram", "--column", "x", "--edges", "0,1,2,3", "--epsilon", manyEpsilon,
                "--format", "json", file.path))
        #expect(printed.answers.map(\.bin) == ["0 to 1", "1 to 2", "2 to 3"])
        #expect(printed.answers.map(\.value) == [1, 2, 2])
        #expect(printed.answers[0].interval != nil)
    }

    @Test(arguments: [
        ([], "Give either --categories or --edges"),
        (["--categories", "a", "--edges", "1,2"], "Give either --categories or --edges"),
        (["--edges", "2,1"], "give two or more increasing numbers"),
        (["--edges", "2"], "give two or more increasing numbers"),
        (["--categories", "a,a"], "--categories must all be different"),
        (["--categories", "a,,b"], "--categories has an empty name"),
        (
            ["--categories", "a", "--max-contributions-per-partition", "9000000000000000000"],
            "the counts can't be exact"
        ),
    ])
    func `what isn't a histogram is refused with a sentence`(
        options: [String], sentence: String
    ) throws {
        let file = try TemporaryFile("x\n1\n")
        let outcome = try DPProcess(
            ["histogram", "--column", "x", "--epsilon", "1"] + options + [file.path]
        ).outcome()
        #expect(outcome.status == 64 && outcome.output == "")
        #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
    }

    @Test func `a NumPy array has no texts`() throws {
        let file = try TemporaryFile(numpyFile(data: littleEndian([1.0, 2, 6].map(\.bitPattern))))
        let outcome = try dp("histogram", "--categories", "1", "--epsilon", "1", file.path)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("give --edges, not --categories"))
        let counted = try PrintedAnswers(
            dp(
                "histogram", "--edges", "0,1.5,7", "--epsilon", manyEpsilon, "--format", "json",
                file.path))
        #expect(counted.answers.map(\.value) == [1, 2])
    }
}

@Suite struct LearntBoundsTests {
    @Test(arguments: ["sum", "mean", "variance", "std"])
    func `without bounds they are learnt, and said`(statistic: String) throws {
        let outcome = try dp(
            statistic, "--column", "bmi", "--epsilon", manyEpsilon, "--format", "json",
            "--compare", people)
        #expect(outcome.status == 0 && outcome.errors == "")
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        // BMIs lie between 12.3 and 86.2.
        let bounds = try #require(object["found_bounds"] as? [String: Double])
        #expect(bounds["upper"] == 128)
        #expect(bounds["lower"] == (statistic == "sum" ? -128 : 8))
        let value = try #require(object["value"] as? Double)
        let truth = try #require(object["true_value"] as? Double)
        #expect(abs(value - truth) < 1e-3 * truth)
        #expect(object["epsilon"] as? Double == 1e6)
    }

    @Test func `too few values are an error of its own, with its status`() throws {
        let file = try TemporaryFile("x\n1\n")
        let outcome = try dp("mean", "--column", "x", "--epsilon", "0.1", file.path)
        #expect(outcome.status == 69 && outcome.output == "")
        #expect(outcome.errors.hasPrefix("dp: no bounds were found"))
    }
}
