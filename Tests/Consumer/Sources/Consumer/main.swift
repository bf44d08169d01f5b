import DifferentialPrivacy

let bmi = [22.5, 28.1, 31.2, 19.8, 25.4, 42.0, 26.5, 23.1]
let mean = try BoundedMean<Double>(epsilon: 0.5, lowerBound: 10, upperBound: 60)
print("private mean BMI:", mean.quickResult(bmi))

// At a script's top level an accumulator is taken out by exchange.
var accumulator = mean.makeAccumulator()
accumulator.addEntries(bmi)
let answer = exchange(&accumulator, with: mean.makeAccumulator()).release(confidenceLevel: 0.95)
print("with its interval:", answer.value, answer.interval!)

var budget = try PrivacyBudget(epsilon: 1)
print("paid for:", try budget.release(mean, over: bmi).value, "left:", budget.left)
