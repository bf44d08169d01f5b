import Foundation
import Testing

@testable import DifferentialPrivacy
@testable import dp

@Suite struct AnswerTests {
    private static let answer = Answer(
        statistic: "mean", column: "bmi",
        parts: [
            Answer.Part(
                value: 26.5775123,
                interval: ConfidenceInterval(26.4123, 26.7427, confidenceLevel: 0.95))
        ],
        event: PrivacyEvent(
            .discreteLaplace(
                epsilon: Rational(decimal: 0.5), l1Sensitivity: Rational(50),
                scale: Rational(100), coordinates: 2)),
        granularity: 0x1p-32,
        protects: "one row")

    @Test func `text says value, interval, cost and whom it protects in aligned lines`() {
        #expect(
            Self.answer.text == """
                 mean of bmi: 26.58
                95% interval: 26.41 to 26.74 (of the noise alone)
                        cost: epsilon 0.5, delta 0 (discrete Laplace noise)
                    protects: one row

                """)
    }

    @Test func `text marks a promise as unchecked and a true value as not private`() {
        var answer = Self.answer
        answer.protects = "a person with at most 3 rows"
        answer.parts[0].trueValue = 26.5
        #expect(answer.text.contains("protects: a person with at most 3 rows (not checked)\n"))
        #expect(answer.text.contains("true value: 26.5 (NOT PRIVATE: for public data only)\n"))
    }

    @Test func `a count is shown without decimals`() {
        var answer = Self.answer
        answer.statistic = "count"
        answer.column = nil
        answer.parts[0].value = 8366
        answer.granularity = 1
        answer.parts[0].interval = ConfidenceInterval(8366, 8366, confidenceLevel: 0.9)
        #expect(answer.text.hasPrefix("       count: 8366\n90% interval: 8366 to 8366"))
    }

    @Test func `JSON is one object on one line with the documented keys`() throws {
        var answer = Self.answer
        answer.column = "b\"m\\i\n\u{7}é"
        let json = answer.json
        #expect(json.hasSuffix("}\n"))
        #expect(json.dropLast().contains("\n") == false)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(
            Set(object.keys) == [
                "statistic", "column", "value", "interval", "epsilon", "delta", "mechanism",
                "granularity", "protects",
            ])
        #expect(object["column"] as? String == "b\"m\\i\n\u{7}é")
        #expect(object["value"] as? Double == 26.5775123)
        let interval = try #require(object["interval"] as? [String: Double])
        #expect(
            interval == ["lower_bound": 26.4123, "upper_bound": 26.7427, "confidence_level": 0.95])
        #expect(json.contains("\"epsilon\": 0.5, \"delta\": 0,"))
    }

    @Test func `JSON says that a true value is not private, and null where JSON has no number`() {
        var answer = Self.answer
        answer.parts[0].trueValue = .infinity
        answer.column = nil
        #expect(answer.json.contains("\"true_value\": null"))
        #expect(answer.json.hasSuffix("\"not_private\": true}\n"))
        #expect(answer.json.contains("\"column\": null"))
    }

    @Test func `CSV is a line of names and a line of values`() {
        var answer = Self.answer
        answer.column = "b,m\"i"
        #expect(
            answer.csv == """
                statistic,column,value,lower_bound,upper_bound,confidence_level,epsilon,delta,\
                mechanism,granularity,protects
                mean,"b,m""i",26.5775123,26.4123,26.7427,0.95,0.5,0,discrete_laplace,\
                2.3283064365386963e-10,one row

                """)
    }

    @Test func `an answer may have no interval`() throws {
        var answer = Self.answer
        answer.statistic = "median"
        answer.parts[0].interval = nil
        #expect(answer.text.hasPrefix("median of bmi: 26.5775123\n         cost:"))
        #expect(answer.csv.contains("\nmedian,bmi,26.5775123,,,,0.5,"))
        #expect(answer.json.contains("\"value\": 26.5775123, \"interval\": null,"))
    }

    private static var several: Answer {
        var answer = answer
        answer.statistic = "quantile"
        answer.labelled = "quantile"
        answer.bounds = 16...64
        answer.parts = [("0.25", 22.1), ("0.75", 31.4)].map { label, value in
            Answer.Part(
                label: label, value: value,
                interval: ConfidenceInterval(value - 0.1, value + 0.1, confidenceLevel: 0.95))
        }
        return answer
    }

    @Test func `an answer of several numbers has a line for each`() throws {
        #expect(
            Self.several.text == """
                quantile 0.25 of bmi: 22.10 (95%: 22.00 to 22.20)
                quantile 0.75 of bmi: 31.40 (95%: 31.30 to 31.50)
                              bounds: 16 to 64 (learnt from the data, with noise)
                                cost: epsilon 0.5, delta 0 (discrete Laplace noise)
                            protects: one row

                """)
        let lines = Self.several.csv.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("statistic,column,quantile,value,"))
        #expect(lines[2].hasPrefix("quantile,bmi,0.75,31.4,31.299999999999997,31.5,0.95,"))
        #expect(lines[2].hasSuffix(",one row,16,64"))
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(Self.several.json.utf8)) as? [String: Any])
        let answers = try #require(object["answers"] as? [[String: Any]])
        #expect(answers.map { $0["quantile"] as? String } == ["0.25", "0.75"])
        #expect(answers.map { $0["value"] as? Double } == [22.1, 31.4])
        #expect(object["found_bounds"] as? [String: Double] == ["lower": 16, "upper": 64])
    }

    @Test(arguments: [
        (26.5775, 0.17, "26.58"), (26.5775, 0.0017, "26.5775"), (1234.6, 35, "1235"),
        (1e20, 1, "1e+20"), (0.1, 0, "0.1"), (-0.5, 1e-300, "-0.5"), (12.5, .infinity, "12.5"),
    ])
    func `numbers are shown to two digits of their uncertainty`(
        value: Double, uncertainty: Double, text: String
    ) {
        #expect(rounded(value, uncertainty: uncertainty) == text)
    }
}
