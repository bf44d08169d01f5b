// expect: a description holds no data: var accumulator = mean.makeAccumulator()
import DifferentialPrivacy

func answer() throws {
    let mean = try BoundedMean<Double>(epsilon: 0.5, lowerBound: 10, upperBound: 60)
    print(mean.epsilon)
    mean.addEntries([22.5])  // wrong
}
