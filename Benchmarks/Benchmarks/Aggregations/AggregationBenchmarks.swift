import Benchmark
import CFloatSum
import DifferentialPrivacy
import Workloads

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .throughput, .peakMemoryResident], warmupIterations: 1,
        maxDuration: .seconds(4))

    // Bootstrapped before the first measurement, one size at a time.
    for (name, size) in [
        ("million", 1_000_000), ("10-million", 10_000_000), ("100-million", 100_000_000),
    ] {
        let rates = Rates(count: size)

        Benchmark("float-sum-\(name)") { benchmark in
            let values = rates.values
            benchmark.startMeasurement()
            blackHole(float_sum(values, values.count))
        }

        Benchmark("count-\(name)") { benchmark in
            let values = rates.values
            benchmark.startMeasurement()
            blackHole(try Count(epsilon: 1).quickResult(values))
        }

        Benchmark("bounded-sum-\(name)") { benchmark in
            let values = rates.values
            benchmark.startMeasurement()
            let sum = try BoundedSum<Double>(epsilon: 1, lowerBound: 30, upperBound: 200)
            blackHole(sum.quickResult(values))
        }

        Benchmark("bounded-mean-\(name)") { benchmark in
            let values = rates.values
            benchmark.startMeasurement()
            let mean = try BoundedMean<Double>(epsilon: 1, lowerBound: 30, upperBound: 200)
            blackHole(mean.quickResult(values))
        }

        Benchmark("bounded-variance-\(name)") { benchmark in
            let values = rates.values
            benchmark.startMeasurement()
            let variance = try BoundedVariance<Double>(epsilon: 1, lowerBound: 30, upperBound: 200)
            blackHole(variance.quickResult(values))
        }
    }
}

/// Heart rates made when they are first asked for.
final class Rates: @unchecked Sendable {
    private let count: Int
    /// Benchmarks run one after another, in one thread.
    private(set) lazy var values = HeartRates.bootstrapped(count)

    init(count: Int) {
        self.count = count
    }
}
