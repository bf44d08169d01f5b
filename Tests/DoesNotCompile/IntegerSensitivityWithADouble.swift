// expect: the sensitivity is an integer, so the values must be; for Double values write 1.0 or StaircaseMechanism<Double>
import DifferentialPrivacy

func answer() throws {
    let mechanism = try StaircaseMechanism(epsilon: 3, sensitivity: 1)
    print(mechanism.addNoise(to: 22))
    print(mechanism.addNoise(to: 22.5))  // wrong
}
