// expect: the bounds are missing: declare them, lowerBound: 10, upperBound: 60, or have them learnt from the entries, BoundedMean<Double>.automaticBounds(epsilon: 1)
import DifferentialPrivacy

func answer() throws {
    print(try BoundedMean<Double>.automaticBounds(epsilon: 1).quickResult([22.5, 28.1]).value)
    print(try BoundedMean<Double>(epsilon: 1).epsilon)  // wrong
}
