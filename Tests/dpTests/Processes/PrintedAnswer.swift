import Foundation
import Testing

/// An answer as JSON says it.
struct PrintedAnswer: Decodable {
    struct Interval: Decodable {
        var lowerBound: Double
        var upperBound: Double
        var confidenceLevel: Double
    }

    var statistic: String
    var column: String?
    var value: Double
    var interval: Interval
    var epsilon: Double
    var delta: Double
    var mechanism: String
    var granularity: Double
    var protects: String
    var trueValue: Double?
    var notPrivate: Bool?

    /// Reads what a command printed that went well.
    init(_ outcome: DPProcess.Outcome) throws {
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(Self.self, from: Data(outcome.output.utf8))
    }
}
