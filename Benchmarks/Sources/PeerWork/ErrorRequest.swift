import DifferentialPrivacy
import Foundation

/// `error STATISTIC FILE LOWER UPPER EPSILON RUNS TRUTH`: FILE holds the values as doubles.
struct ErrorRequest {
    private let statistic: String
    private let file: String
    private let lower: Double
    private let upper: Double
    private let epsilon: Double
    private let runs: Int
    private let truth: Double

    init?(_ words: [Substring]) {
        guard words.count == 8, words[0] == "error" else { return nil }
        let numbers = words[3...].compactMap { Double($0) }
        guard numbers.count == 5 else { return nil }
        statistic = String(words[1])
        file = String(words[2])
        (lower, upper, epsilon) = (numbers[0], numbers[1], numbers[2])
        (runs, truth) = (Int(numbers[3]), numbers[4])
    }

    /// The root-mean-square error of so many releases.
    func error() throws -> Double {
        switch statistic {
        case "count":
            let count = try values().count
            let description = try Count(epsilon: epsilon)
            return rootMeanSquare {
                var accumulator = description.makeAccumulator()
                accumulator.addEntries(count: count)
                return Double(accumulator.result())
            }
        case "sum":
            return try of(BoundedSum(epsilon: epsilon, lowerBound: lower, upperBound: upper))
        case "mean":
            return try of(BoundedMean(epsilon: epsilon, lowerBound: lower, upperBound: upper))
        case "variance":
            return try of(BoundedVariance(epsilon: epsilon, lowerBound: lower, upperBound: upper))
        default:
            return try of(
                BoundedStandardDeviation(epsilon: epsilon, lowerBound: lower, upperBound: upper))
        }
    }

    private func of<A: NumericAggregation>(_ aggregation: A) throws -> Double
    where A.Entry == Double, A.Value == Double {
        var accumulator = aggregation.makeAccumulator()
        accumulator.addEntries(try values())
        let summary = accumulator.summary()
        return rootMeanSquare { summary.makeAccumulator().result() }
    }

    private func rootMeanSquare(_ release: () -> Double) -> Double {
        let squares = (0..<runs).reduce(0) { sum, _ in
            let error = release() - truth
            return sum + error * error
        }
        return (squares / Double(runs)).squareRoot()
    }

    private func values() throws -> [Double] {
        let data = try Data(contentsOf: URL(filePath: file))
        return data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    }
}
