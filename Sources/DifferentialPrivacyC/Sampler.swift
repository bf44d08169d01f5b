internal import CPrivacyInterface
internal import DifferentialPrivacy

/// A mechanism of the library as the interface sees it. What it hasn't throws.
protocol Sampler: Sendable {
    var event: PrivacyEvent { get }
    func noisy(_ value: Double) throws(Failure) -> Double
    func noisy(_ value: Int) throws(Failure) -> Int
    func makeNoisy(_ values: inout [Double]) throws(Failure)
    func makeNoisy(_ values: inout [Int]) throws(Failure)
    func interval(around noisy: Double, _ confidenceLevel: Double) throws(Failure) -> dp_interval
    func noiseQuantile(_ probability: Double) -> Double
    func describe(in description: inout dp_mechanism_description)
}

extension Sampler {
    func noisy(_ value: Double) throws(Failure) -> Double { throw .wantsIntegers }
    func noisy(_ value: Int) throws(Failure) -> Int { throw .wantsReals }
    func makeNoisy(_ values: inout [Double]) throws(Failure) { throw .wantsIntegers }
    func makeNoisy(_ values: inout [Int]) throws(Failure) { throw .wantsReals }
}

/// The integer that a double is.
///
/// - Throws: if it isn't one, or from 2^53 on.
func integer(_ value: Double) throws(Failure) -> Int {
    guard value.magnitude < 0x1p53, let integer = Int(exactly: value) else { throw .wantsIntegers }
    return integer
}

extension LaplaceMechanism: Sampler {
    func noisy(_ value: Double) throws(Failure) -> Double { addNoise(to: value) }
    func noisy(_ value: Int) throws(Failure) -> Int { addNoise(to: value) }
    func makeNoisy(_ values: inout [Double]) throws(Failure) { addNoise(to: &values) }
    func makeNoisy(_ values: inout [Int]) throws(Failure) { addNoise(to: &values) }

    func interval(around noisy: Double, _ level: Double) throws(Failure) -> dp_interval {
        dp_interval(noiseConfidenceInterval(confidenceLevel: level, around: noisy))
    }

    func describe(in description: inout dp_mechanism_description) {
        description.constant_time = constantTime ? 1 : 0
        description.epsilon = epsilon
        description.sensitivity = l1Sensitivity
        description.diversity = diversity
        description.variance = variance
        description.granularity = granularity
    }
}

extension GeometricMechanism: Sampler {
    func noisy(_ value: Int) throws(Failure) -> Int { addNoise(to: value) }
    func makeNoisy(_ values: inout [Int]) throws(Failure) { addNoise(to: &values) }

    func interval(around noisy: Double, _ level: Double) throws(Failure) -> dp_interval {
        let noisy = try integer(noisy)
        return dp_interval(noiseConfidenceInterval(confidenceLevel: level, around: noisy))
    }

    func describe(in description: inout dp_mechanism_description) {
        description.constant_time = constantTime ? 1 : 0
        description.epsilon = epsilon
        description.sensitivity = l1Sensitivity
        description.variance = variance
        description.granularity = Double(granularity)
    }
}

extension GaussianMechanism: Sampler {
    /// From 2^53 on a step of the grid is more than an integer can be a part of.
    private func checkGrid() throws(Failure) {
        guard granularity <= 0x1p52 else { throw .wantsReals }
    }

    func noisy(_ value: Double) throws(Failure) -> Double { addNoise(to: value) }
    func makeNoisy(_ values: inout [Double]) throws(Failure) { addNoise(to: &values) }

    func noisy(_ value: Int) throws(Failure) -> Int {
        try checkGrid()
        return addNoise(to: value)
    }

    func makeNoisy(_ values: inout [Int]) throws(Failure) {
        try checkGrid()
        addNoise(to: &values)
    }

    func interval(around noisy: Double, _ level: Double) throws(Failure) -> dp_interval {
        dp_interval(noiseConfidenceInterval(confidenceLevel: level, around: noisy))
    }

    func describe(in description: inout dp_mechanism_description) {
        description.constant_time = constantTime ? 1 : 0
        description.epsilon = epsilon
        description.delta = delta
        description.sensitivity = l2Sensitivity
        description.standard_deviation = standardDeviation
        description.variance = variance
        description.granularity = granularity
    }
}

extension DiscreteGaussianMechanism: Sampler {
    func noisy(_ value: Int) throws(Failure) -> Int { addNoise(to: value) }
    func makeNoisy(_ values: inout [Int]) throws(Failure) { addNoise(to: &values) }

    func interval(around noisy: Double, _ level: Double) throws(Failure) -> dp_interval {
        let noisy = try integer(noisy)
        return dp_interval(noiseConfidenceInterval(confidenceLevel: level, around: noisy))
    }

    func describe(in description: inout dp_mechanism_description) {
        description.constant_time = constantTime ? 1 : 0
        description.epsilon = epsilon
        description.delta = delta
        description.sensitivity = Double(linfSensitivity)
        description.standard_deviation = sigma
        description.variance = variance
        description.granularity = 1
    }
}

extension SnappingMechanism: Sampler {
    func noisy(_ value: Double) throws(Failure) -> Double { addNoise(to: value) }
    func makeNoisy(_ values: inout [Double]) throws(Failure) { addNoise(to: &values) }

    func interval(around noisy: Double, _ level: Double) throws(Failure) -> dp_interval {
        dp_interval(noiseConfidenceInterval(confidenceLevel: level, around: noisy))
    }

    func describe(in description: inout dp_mechanism_description) {
        description.constant_time = 1
        description.epsilon = epsilon
        description.sensitivity = sensitivity
        description.diversity = diversity
        description.variance = variance
        description.granularity = granularity
        description.bound = bound
    }
}

/// A staircase mechanism of reals or of integers.
struct StaircaseSampler<Value: EntryNumber>: Sampler {
    let mechanism: StaircaseMechanism<Value>

    var event: PrivacyEvent { mechanism.event }

    func noisy(_ value: Double) throws(Failure) -> Double {
        guard let reals = mechanism as? StaircaseMechanism<Double> else { throw .wantsIntegers }
        return reals.addNoise(to: value)
    }

    func noisy(_ value: Int) throws(Failure) -> Int {
        guard let integers = mechanism as? StaircaseMechanism<Int> else { throw .wantsReals }
        return integers.addNoise(to: value)
    }

    func makeNoisy(_ values: inout [Double]) throws(Failure) {
        guard let reals = mechanism as? StaircaseMechanism<Double> else { throw .wantsIntegers }
        reals.addNoise(to: &values)
    }

    func makeNoisy(_ values: inout [Int]) throws(Failure) {
        guard let integers = mechanism as? StaircaseMechanism<Int> else { throw .wantsReals }
        integers.addNoise(to: &values)
    }

    func interval(around noisy: Double, _ level: Double) throws(Failure) -> dp_interval {
        if let reals = mechanism as? StaircaseMechanism<Double> {
            return dp_interval(
                reals.noiseConfidenceInterval(confidenceLevel: level, around: noisy))
        }
        guard let integers = mechanism as? StaircaseMechanism<Int> else { throw .wantsReals }
        return dp_interval(
            integers.noiseConfidenceInterval(confidenceLevel: level, around: try integer(noisy)))
    }

    func noiseQuantile(_ probability: Double) -> Double { mechanism.noiseQuantile(probability) }

    func describe(in description: inout dp_mechanism_description) {
        description.epsilon = mechanism.epsilon
        description.sensitivity = mechanism.sensitivity
        description.variance = mechanism.variance
        let granularity = (mechanism as? StaircaseMechanism<Int>).map { Double($0.granularity) }
        description.granularity =
            granularity ?? (mechanism as? StaircaseMechanism<Double>)?.granularity ?? 0
        description.first_step = mechanism.firstStep
    }
}
