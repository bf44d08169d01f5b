// expect: a description holds no data: var accumulator = mean.makeAccumulator()
import DifferentialPrivacy

func answer() throws {
    let mean = try BoundedMean<Double>(epsilon: 0.5, lowerBound: 10, upperBound: 60)
    let summary = mean.makeAccumulator().summary()
    print(summary.serialized().count)
    mean.merge(summary)  // wrong
}
