// expect: consumed more than once
import DifferentialPrivacy

func answer() throws {
    let mean = try BoundedMean<Double>(epsilon: 0.5, lowerBound: 10, upperBound: 60)
    var budget = try PrivacyBudget(epsilon: 1)
    let charge = try budget.charge(mean.event)
    print(try mean.makeAccumulator().release(paying: charge))
    print(try mean.makeAccumulator().release(paying: charge))  // wrong
}
