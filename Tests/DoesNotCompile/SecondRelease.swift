// expect: consumed more than once
import DifferentialPrivacy

func answer() throws {
    let mean = try BoundedMean<Double>(epsilon: 0.5, lowerBound: 10, upperBound: 60)
    let accumulator = mean.makeAccumulator()
    print(accumulator.release(confidenceLevel: 0.95))
    print(accumulator.release(confidenceLevel: 0.95))  // wrong
}
