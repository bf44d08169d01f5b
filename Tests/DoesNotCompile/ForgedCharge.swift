// expect: initializer is inaccessible due to 'package' protection level
import DifferentialPrivacy

func answer() throws {
    let mean = try BoundedMean<Double>(epsilon: 0.5, lowerBound: 10, upperBound: 60)
    print(mean.epsilon)
    _ = PrivacyCharge(paidFor: mean.event)  // wrong
}
