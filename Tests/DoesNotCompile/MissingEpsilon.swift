// expect: missing argument for parameter 'epsilon' in call
import DifferentialPrivacy

func answer() throws {
    print(try BoundedMean<Double>(epsilon: 1, lowerBound: 10, upperBound: 60).epsilon)
    _ = try BoundedMean<Double>(lowerBound: 10, upperBound: 60)  // wrong
}
