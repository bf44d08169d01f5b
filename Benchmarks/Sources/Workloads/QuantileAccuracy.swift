import DifferentialPrivacy
import Foundation

/// Root-mean-square errors of quantiles against the same quantile of the clamped values, which is an entry: the ⌈q·n⌉-th.
///
/// A question is DATA-WAY-SHARE, for example `bmi-percentile-0.5`. DATA: `bmi`, `pulse`, `systolic`, `skewed`. WAY:
/// `percentile`, `resolved` (the same with the data's resolution declared), `tree` (one of five quantiles of a tree).
public enum QuantileAccuracy {
    private struct Data {
        let values: [Double]
        let lower: Double
        let upper: Double
        let resolution: Double
    }

    private static let data = [
        "bmi": Data(values: HeartRates.bmi, lower: 10, upper: 60, resolution: 0.1),
        "pulse": Data(values: HeartRates.pulse, lower: 30, upper: 200, resolution: 1),
        "systolic": Data(values: HeartRates.systolic, lower: 60, upper: 240, resolution: 1),
        "skewed": Data(values: skewed, lower: 0, upper: 100_000, resolution: 1),
    ]
    private static let shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]

    public static let questions = data.keys.flatMap { name in
        ["percentile", "resolved", "tree"].flatMap { way in
            shares.map { "\(name)-\(way)-\($0)" }
        }
    }

    /// 5,000 quantiles of a log-normal law, whole numbers: the same for every library.
    public static let skewed: [Double] = (0..<5000).map { index in
        let share = (Double(index) + 0.5) / 5000
        // Twelve uniform digits would do; a logistic law is close to the normal one and has a closed quantile.
        return (exp(8 + 0.66 * log(share / (1 - share)))).rounded()
    }

    public static func error(of question: Substring, epsilon: Double, runs: Int) throws -> Double {
        let parts = question.split(separator: "-")
        guard let data = data[String(parts[0])], let share = Double(parts[2]) else { return .nan }
        let sorted = data.values.map { min(max($0, data.lower), data.upper) }.sorted()
        let truth = sorted[max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1)]
        if parts[1] == "tree" {
            let quantiles = try Quantiles<Double>(
                [share], epsilon: epsilon, lowerBound: data.lower, upperBound: data.upper)
            return error(quantiles, data.values, truth, runs) { $0.values[0] }
        }
        let percentile = try Percentile<Double>(
            epsilon: epsilon, percentile: share, lowerBound: data.lower, upperBound: data.upper,
            resolution: parts[1] == "resolved" ? data.resolution : nil)
        return error(percentile, data.values, truth, runs) { $0 }
    }

    private static func error<A: LeafAggregation>(
        _ statistic: A, _ values: [Double], _ truth: Double, _ runs: Int,
        _ answer: (A.Value) -> Double
    ) -> Double where A.Entry == Double {
        var filled = statistic.makeAccumulator()
        filled.addEntries(values)
        let summary = filled.summary()
        var squares = 0.0
        for _ in 0..<runs {
            let error = answer(summary.makeAccumulator().result()) - truth
            squares += error * error
        }
        return (squares / Double(runs)).squareRoot()
    }
}
