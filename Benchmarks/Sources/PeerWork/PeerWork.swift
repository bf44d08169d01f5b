import CFloatSum
import DifferentialPrivacy
import Workloads

/// Our side of the comparison with the Python libraries (Peers/coprocess.py): a line `WORK N` is answered with the
/// nanoseconds that the work took, `list` with all names, `error …` (ErrorRequest) and
/// `quantile-… RUNS EPSILON` (QuantileAccuracy) with a root-mean-square error.
///
/// A name can end in `@` and a variant: `avx2` or `portable` (that back end), `cached` (in arrays of 2,000 numbers, one
/// after the other), `random` and `random-cached` (nothing but the random bytes that the work needs).
@main
struct PeerWork {
    private var heartRates: [Int: [Double]] = [:]
    private var sink = 0.0

    static func main() throws {
        var worker = PeerWork()
        while let line = readLine() {
            let words = line.split(separator: " ")
            print(try worker.answer(words))
            flushOutput()
        }
    }

    private mutating func answer(_ words: [Substring]) throws -> String {
        guard let name = words.first, name != "list" else {
            let quantiles = QuantileAccuracy.questions.map { "quantile-\($0)" }
            return (Self.timed + Self.variants + quantiles).joined(separator: " ")
        }
        if let request = ErrorRequest(words) { return try request.error().description }
        guard words.count >= 2, let size = Int(words[1]) else { return "unknown" }
        if words.count == 3, let epsilon = Double(words[2]),
            let question = name.wholeMatch(of: /quantile-(.*)/)?.1
        {
            return try QuantileAccuracy.error(of: question, epsilon: epsilon, runs: size)
                .description
        }
        let elapsed = try nanoseconds(name, size)
        return elapsed.description
    }

    static let timed = [
        "laplace-batch", "laplace10-batch", "gaussian-batch", "discrete-gaussian10-batch",
        "discrete-gaussian-batch", "snapping-batch", "laplace-single", "count-f64", "sum-f64",
        "mean-f64",
        "variance-f64", "automatic-mean-f64", "float-sum-f64", "quantiles-f64",
        "quantile-entry-f64",
    ]
    static let variants =
        ["avx2", "portable", "cached", "random", "random-cached"].flatMap {
            ["laplace-batch@\($0)", "laplace10-batch@\($0)"]
        } + ["sum-f64@portable", "laplace-single@constant-time"]

    private mutating func nanoseconds(_ work: Substring, _ size: Int) throws -> Int {
        let parts = work.split(separator: "@")
        let name = parts[0]
        switch parts.count > 1 ? parts[1] : "" {
        case "avx2": return try BackEnd.avx2.running { try timed(name, size, in: size) }
        case "portable": return try BackEnd.portable.running { try timed(name, size, in: size) }
        case "cached": return try timed(name, size, in: 2000)
        case "constant-time": return try constantTime(size)
        case "random": return RandomBytes.nanoseconds(name, size, in: size)
        case "random-cached": return RandomBytes.nanoseconds(name, size, in: 2000)
        default: return try timed(name, size, in: size)
        }
    }

    private mutating func constantTime(_ size: Int) throws -> Int {
        let mechanism = try LaplaceMechanism(epsilon: 1, sensitivity: 1, constantTime: true)
        var sum = 0.0
        defer { sink += sum }
        return elapsed { for _ in 0..<size { sum += mechanism.addNoise(to: 0.0) } }
    }

    /// Noise for `size` numbers, in an array of `count`, as often as it takes; or something else over `size` numbers.
    private mutating func timed(_ name: Substring, _ size: Int, in count: Int) throws -> Int {
        switch name {
        case "laplace-batch":
            // Scale 2^40 grid steps.
            let mechanism = try LaplaceMechanism(epsilon: 1, sensitivity: 1)
            var values = [Double](repeating: 0, count: count)
            return elapsed { for _ in 0..<size / count { mechanism.addNoise(to: &values) } }
        case "laplace10-batch":
            let mechanism = try GeometricMechanism(epsilon: 0.1)
            var values = [Int](repeating: 0, count: count)
            return elapsed { for _ in 0..<size / count { mechanism.addNoise(to: &values) } }
        case "gaussian-batch":
            let mechanism = try GaussianMechanism(epsilon: 1, delta: 1e-5, l2Sensitivity: 1)
            var values = [Double](repeating: 0, count: count)
            return elapsed { for _ in 0..<size / count { mechanism.addNoise(to: &values) } }
        case "discrete-gaussian10-batch":
            // σ = 10.0.
            let mechanism = try DiscreteGaussianMechanism(epsilon: 0.334, delta: 1e-5)
            var values = [Int](repeating: 0, count: count)
            return elapsed { for _ in 0..<size / count { mechanism.addNoise(to: &values) } }
        case "discrete-gaussian-batch":
            // σ = 2^39.9.
            let mechanism = try DiscreteGaussianMechanism(
                epsilon: 1, delta: 1e-5, sensitivity: 1 << 38)
            var values = [Int](repeating: 0, count: count)
            return elapsed { for _ in 0..<size / count { mechanism.addNoise(to: &values) } }
        case "snapping-batch":
            let mechanism = try SnappingMechanism(epsilon: 1, sensitivity: 1, bound: 1000)
            var values = [Double](repeating: 72, count: count)
            return elapsed { for _ in 0..<size / count { mechanism.addNoise(to: &values) } }
        case "laplace-single":
            let mechanism = try LaplaceMechanism(epsilon: 1, sensitivity: 1)
            var sum = 0.0
            defer { sink += sum }
            return elapsed { for _ in 0..<size { sum += mechanism.addNoise(to: 0.0) } }
        default: return try aggregate(name, values(size))
        }
    }

    private mutating func aggregate(_ name: Substring, _ values: [Double]) throws -> Int {
        var result = 0.0
        defer { sink += result }
        switch name {
        case "count-f64":
            let count = try Count(epsilon: 1)
            return elapsed { result = Double(count.quickResult(values)) }
        case "sum-f64":
            let sum = try BoundedSum<Double>(epsilon: 1, lowerBound: 30, upperBound: 200)
            return elapsed { result = sum.quickResult(values) }
        case "mean-f64":
            let mean = try BoundedMean<Double>(epsilon: 1, lowerBound: 30, upperBound: 200)
            return elapsed { result = mean.quickResult(values) }
        case "variance-f64":
            let variance = try BoundedVariance<Double>(epsilon: 1, lowerBound: 30, upperBound: 200)
            return elapsed { result = variance.quickResult(values) }
        case "automatic-mean-f64":
            let mean = try BoundedMean<Double>.automaticBounds(epsilon: 1)
            return try elapsed { result = try mean.quickResult(values).value }
        case "quantiles-f64":
            // A quantile tree's insertion alone: no release.
            let quantiles = try Quantiles<Double>([], epsilon: 1, lowerBound: 30, upperBound: 200)
            var accumulator = quantiles.makeAccumulator()
            defer { result = Double(accumulator.memoryUsed) }
            return elapsed { accumulator.addEntries(values) }
        case "quantile-entry-f64":
            let quantiles = try Quantiles<Double>([], epsilon: 1, lowerBound: 30, upperBound: 200)
            var accumulator = quantiles.makeAccumulator()
            defer { result = Double(accumulator.memoryUsed) }
            return elapsed { for value in values { accumulator.addEntry(value) } }
        default:
            return elapsed { result = float_sum(values, values.count) }
        }
    }

    private mutating func values(_ size: Int) -> [Double] {
        if let ready = heartRates[size] { return ready }
        let made = HeartRates.bootstrapped(size)
        heartRates[size] = made
        return made
    }
}
