import CFloatSum
import DifferentialPrivacy
import Workloads

/// Our side of the comparison with the Python libraries (Peers/coprocess.py): a line `WORK N` is answered with the
/// nanoseconds that the work took, `list` with all names, an accuracy work `NAME RUNS EPSILON` with an error.
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
            return (Self.timed + Self.accuracy).joined(separator: " ")
        }
        guard words.count >= 2, let size = Int(words[1]) else { return "unknown" }
        if words.count == 3, let epsilon = Double(words[2]) {
            return try accuracy(name, runs: size, epsilon: epsilon).description
        }
        let elapsed = try nanoseconds(name, size)
        return elapsed.description
    }

    static let timed = [
        "laplace-batch", "laplace10-batch", "laplace-single", "count-f64", "sum-f64", "mean-f64",
        "variance-f64", "float-sum-f64",
    ]
    static let accuracy = ["accuracy-mean-bmi", "accuracy-mean-pulse", "accuracy-variance"]

    private func accuracy(_ name: Substring, runs: Int, epsilon: Double) throws -> Double {
        switch name {
        case "accuracy-mean-bmi":
            try Accuracy.mean(of: HeartRates.bmi, in: 10...60, epsilon: epsilon, runs: runs)
        case "accuracy-mean-pulse":
            try Accuracy.mean(of: HeartRates.pulse, in: 30...200, epsilon: epsilon, runs: runs)
        default: try Accuracy.variance(epsilon: epsilon, runs: runs)
        }
    }

    private mutating func nanoseconds(_ name: Substring, _ size: Int) throws -> Int {
        switch name {
        case "laplace-batch":
            // Scale 2^40 grid steps.
            let mechanism = try LaplaceMechanism(epsilon: 1, sensitivity: 1)
            var values = [Double](repeating: 0, count: size)
            return time { mechanism.addNoise(to: &values) }
        case "laplace10-batch":
            let mechanism = try GeometricMechanism(epsilon: 0.1)
            var values = [Int](repeating: 0, count: size)
            return time { mechanism.addNoise(to: &values) }
        case "laplace-single":
            let mechanism = try LaplaceMechanism(epsilon: 1, sensitivity: 1)
            var sum = 0.0
            defer { sink += sum }
            return time { for _ in 0..<size { sum += mechanism.addNoise(to: 0.0) } }
        default: return try aggregate(name, values(size))
        }
    }

    private mutating func aggregate(_ name: Substring, _ values: [Double]) throws -> Int {
        var result = 0.0
        defer { sink += result }
        switch name {
        case "count-f64":
            let count = try Count(epsilon: 1)
            return time { result = Double(count.quickResult(values)) }
        case "sum-f64":
            let sum = try BoundedSum<Double>(epsilon: 1, lowerBound: 30, upperBound: 200)
            return time { result = sum.quickResult(values) }
        case "mean-f64":
            let mean = try BoundedMean<Double>(epsilon: 1, lowerBound: 30, upperBound: 200)
            return time { result = mean.quickResult(values) }
        case "variance-f64":
            let variance = try BoundedVariance<Double>(epsilon: 1, lowerBound: 30, upperBound: 200)
            return time { result = variance.quickResult(values) }
        default:
            return time { result = float_sum(values, values.count) }
        }
    }

    private mutating func values(_ size: Int) -> [Double] {
        if let ready = heartRates[size] { return ready }
        let made = HeartRates.bootstrapped(size)
        heartRates[size] = made
        return made
    }

    private func time(_ work: () -> Void) -> Int {
        let elapsed = ContinuousClock().measure(work).components
        return Int(elapsed.seconds) * 1_000_000_000 + Int(elapsed.attoseconds / 1_000_000_000)
    }
}
