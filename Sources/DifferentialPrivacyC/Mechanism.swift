internal import CPrivacyInterface
internal import DifferentialPrivacy

/// What a `dp_mechanism` points at.
final class Mechanism: Handled {
    static var mark: UInt64 { 0x3ec4_a905_b2d8_1f67 }
    static var name: StaticString { "mechanism" }

    let kind: Int32
    let sampler: any Sampler

    init(_ parameters: dp_mechanism_parameters) throws(Failure) {
        kind = parameters.kind
        sampler = try Self.sampler(parameters)
    }

    /// In place: a copy of the sampler would count references up and down.
    func noisy(_ value: Double) throws(Failure) -> Double { try sampler.noisy(value) }
    func noisy(_ value: Int) throws(Failure) -> Int { try sampler.noisy(value) }

    private static func sampler(
        _ parameters: dp_mechanism_parameters
    ) throws(Failure) -> any Sampler {
        guard 0...1 ~= parameters.constant_time else {
            throw .unknown("constant_time", parameters.constant_time)
        }
        do {
            guard let sampler = try made(parameters) else {
                throw Failure.unknown("kind", parameters.kind)
            }
            return sampler
        } catch let error as ParameterError {
            throw Failure(error)
        } catch {
            throw error as! Failure
        }
    }

    private static func made(_ parameters: dp_mechanism_parameters) throws -> (any Sampler)? {
        let constantTime = parameters.constant_time != 0
        let (epsilon, delta) = (parameters.epsilon, parameters.delta)
        let sensitivity = parameters.sensitivity
        let steps = Int(parameters.integer_sensitivity)
        let numbers = Int(parameters.l0_sensitivity)
        switch Int(parameters.kind) {
        case Int(DP_LAPLACE_MECHANISM):
            return numbers == 0
                ? try LaplaceMechanism(
                    epsilon: epsilon, sensitivity: sensitivity, constantTime: constantTime)
                : try LaplaceMechanism(
                    epsilon: epsilon, l0Sensitivity: numbers, linfSensitivity: sensitivity,
                    constantTime: constantTime)
        case Int(DP_GEOMETRIC_MECHANISM):
            return numbers == 0
                ? try GeometricMechanism(
                    epsilon: epsilon, sensitivity: steps, constantTime: constantTime)
                : try GeometricMechanism(
                    epsilon: epsilon, l0Sensitivity: numbers, linfSensitivity: steps,
                    constantTime: constantTime)
        case Int(DP_GAUSSIAN_MECHANISM):
            if parameters.standard_deviation != 0 {
                return try GaussianMechanism(
                    standardDeviation: parameters.standard_deviation, delta: delta,
                    l2Sensitivity: sensitivity, constantTime: constantTime)
            }
            return numbers == 0
                ? try GaussianMechanism(
                    epsilon: epsilon, delta: delta, l2Sensitivity: sensitivity,
                    constantTime: constantTime)
                : try GaussianMechanism(
                    epsilon: epsilon, delta: delta, l0Sensitivity: numbers,
                    linfSensitivity: sensitivity, constantTime: constantTime)
        case Int(DP_DISCRETE_GAUSSIAN_MECHANISM):
            return numbers == 0
                ? try DiscreteGaussianMechanism(
                    epsilon: epsilon, delta: delta, sensitivity: steps, constantTime: constantTime)
                : try DiscreteGaussianMechanism(
                    epsilon: epsilon, delta: delta, l0Sensitivity: numbers, linfSensitivity: steps,
                    constantTime: constantTime)
        case Int(DP_SNAPPING_MECHANISM):
            return try SnappingMechanism(
                epsilon: epsilon, sensitivity: sensitivity, bound: parameters.bound)
        case Int(DP_STAIRCASE_MECHANISM):
            return StaircaseSampler(
                mechanism: try StaircaseMechanism(epsilon: epsilon, sensitivity: sensitivity))
        case Int(DP_INTEGER_STAIRCASE_MECHANISM):
            return StaircaseSampler(
                mechanism: try StaircaseMechanism(epsilon: epsilon, sensitivity: steps))
        default: return nil
        }
    }
}
