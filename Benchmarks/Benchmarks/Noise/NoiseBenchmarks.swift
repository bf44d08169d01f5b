import Benchmark
import DifferentialPrivacy

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .throughput], warmupIterations: 3, maxDuration: .seconds(3))

    Benchmark("laplace-batch-million-doubles") { benchmark in
        let mechanism = try LaplaceMechanism(epsilon: 1, sensitivity: 1)
        var values = [Double](repeating: 0, count: 1_000_000)
        benchmark.startMeasurement()
        mechanism.addNoise(to: &values)
        blackHole(values)
    }

    Benchmark("geometric-batch-million-integers") { benchmark in
        let mechanism = try GeometricMechanism(epsilon: 0.1)
        var values = [Int](repeating: 0, count: 1_000_000)
        benchmark.startMeasurement()
        mechanism.addNoise(to: &values)
        blackHole(values)
    }

    Benchmark("laplace-single", configuration: .init(scalingFactor: .kilo)) { benchmark in
        let mechanism = try LaplaceMechanism(epsilon: 1, sensitivity: 1)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { blackHole(mechanism.addNoise(to: 1204.0)) }
    }

    Benchmark("geometric-single", configuration: .init(scalingFactor: .kilo)) { benchmark in
        let mechanism = try GeometricMechanism(epsilon: 0.1)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { blackHole(mechanism.addNoise(to: 1204)) }
    }

    Benchmark("laplace-prepare", configuration: .init(scalingFactor: .kilo)) { benchmark in
        for _ in benchmark.scaledIterations {
            blackHole(try LaplaceMechanism(epsilon: 1, sensitivity: 1))
        }
    }
}
