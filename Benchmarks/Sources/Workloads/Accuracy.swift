import DifferentialPrivacy

/// Root-mean-square errors of our statistics against those of the clamped values.
public enum Accuracy {
    public static func mean(
        of values: [Double], in bounds: ClosedRange<Double>, epsilon: Double, runs: Int
    ) throws -> Double {
        let clamped = values.map { min(max($0, bounds.lowerBound), bounds.upperBound) }
        let truth = clamped.reduce(0, +) / Double(clamped.count)
        return error(
            try BoundedMean(
                epsilon: epsilon, lowerBound: bounds.lowerBound, upperBound: bounds.upperBound),
            values, truth: truth, runs: runs)
    }

    /// Of 1,000 values spread evenly over 100 ... 110, which are the bounds.
    public static func variance(epsilon: Double, runs: Int) throws -> Double {
        let values = (0..<1000).map { 100 + 10 * (Double($0) + 0.5) / 1000 }
        let centre = values.reduce(0, +) / 1000
        let truth = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / 1000
        return error(
            try BoundedVariance(epsilon: epsilon, lowerBound: 100.0, upperBound: 110),
            values, truth: truth, runs: runs)
    }

    private static func error<A: NumericAggregation>(
        _ aggregation: A, _ values: [Double], truth: Double, runs: Int
    ) -> Double where A.Entry == Double, A.Value == Double {
        var accumulator = aggregation.makeAccumulator()
        accumulator.addEntries(values)
        let summary = accumulator.summary()
        var squares = 0.0
        for _ in 0..<runs {
            let error = summary.makeAccumulator().result() - truth
            squares += error * error
        }
        return (squares / Double(runs)).squareRoot()
    }
}
