// expect: the bounds are integers, so the entries must be; for Double entries write 10.0 or BoundedMean<Double>
import DifferentialPrivacy

func answer() throws {
    var accumulator = try BoundedSum(epsilon: 0.5, lowerBound: 10, upperBound: 60).makeAccumulator()
    accumulator.addEntries([22, 28])
    accumulator.addEntries([22.5, 28.1])  // wrong
}
