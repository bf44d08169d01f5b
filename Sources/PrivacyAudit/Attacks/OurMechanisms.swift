import DifferentialPrivacy

/// This library's mechanisms as an audit sees them, each with ε = 1 (and δ = 10^-6), and neighbours for them.
enum OurMechanisms {
    static let epsilon = 1.0
    static let delta = 1e-6

    /// A mechanism, its neighbours, and its δ.
    struct Subject<Input: Sendable> {
        let mechanism: AuditedMechanism<Input>
        let neighbours: [Neighbours<Input>]
        var delta = 0.0

        func findings(_ size: AttackSize) -> [AuditFinding] {
            BlackBoxAudit(
                epsilon: epsilon, delta: delta, draws: size.draws,
                falseAlarmRate: size.falseAlarmRate
            ).findings(of: mechanism, on: neighbours)
        }
    }

    static let realNeighbours: [Neighbours<Double>] = [
        Neighbours("{0, 1}", 0, 1), Neighbours("{2^52, 2^52 + 1}", 0x1p52, 0x1p52 + 1),
        Neighbours("{-0, +0}", -0.0, 0), Neighbours("{0.1, 1.1}", 0.1, 1.1),
    ]
    static let hugeNeighbours = [Neighbours("{2^940, 2^940 + 2^900}", 0x1p940, 0x1p940 + 0x1p900)]

    static func reals() throws(ParameterError) -> [Subject<Double>] {
        func subject(
            _ name: String, _ neighbours: [Neighbours<Double>], delta: Double = 0,
            _ addNoise: @escaping @Sendable (inout [Double]) -> Void
        ) -> Subject<Double> {
            Subject(
                mechanism: AuditedMechanism(name) { input, draws in
                    var values = [Double](repeating: input, count: draws)
                    addNoise(&values)
                    return values
                }, neighbours: neighbours, delta: delta)
        }
        var subjects: [Subject<Double>] = []
        for (sensitivity, neighbours) in [(1, realNeighbours), (0x1p900, hugeNeighbours)] {
            let size = sensitivity == 1 ? "" : ", huge"
            let laplace = try LaplaceMechanism(epsilon: epsilon, sensitivity: sensitivity)
            let gaussian = try GaussianMechanism(
                epsilon: epsilon, delta: delta, l2Sensitivity: sensitivity)
            let staircase = try StaircaseMechanism<Double>(
                epsilon: epsilon, sensitivity: sensitivity)
            let snapping = try SnappingMechanism(
                epsilon: epsilon, sensitivity: sensitivity, bound: sensitivity * 0x1p41)
            subjects += [
                subject("LaplaceMechanism\(size)", neighbours) { laplace.addNoise(to: &$0) },
                subject("GaussianMechanism\(size)", neighbours, delta: delta) {
                    gaussian.addNoise(to: &$0)
                },
                subject("StaircaseMechanism\(size)", neighbours) { staircase.addNoise(to: &$0) },
                subject("SnappingMechanism\(size)", neighbours) { snapping.addNoise(to: &$0) },
            ]
        }
        return subjects
    }

    static let integerNeighbours: [Neighbours<Int>] = [
        Neighbours("{0, 1}", 0, 1),
        Neighbours("{2^60 + 128, 2^60 + 129}", 1 << 60 + 128, 1 << 60 + 129),
        Neighbours("{2^63 - 2, 2^63 - 1}", .max - 1, .max),
        Neighbours("{-2^63, -2^63 + 1}", .min, .min + 1),
    ]

    static func integers() throws(ParameterError) -> [Subject<Int>] {
        func subject(
            _ name: String, delta: Double = 0, _ addNoise: @escaping @Sendable (inout [Int]) -> Void
        ) -> Subject<Int> {
            Subject(
                mechanism: AuditedMechanism(name) { (input: Int, draws) -> [Int] in
                    var values = [Int](repeating: input, count: draws)
                    addNoise(&values)
                    return values
                }, neighbours: integerNeighbours, delta: delta)
        }
        let geometric = try GeometricMechanism(epsilon: epsilon, sensitivity: 1)
        let laplace = try LaplaceMechanism(epsilon: epsilon, sensitivity: 1)
        let gaussian = try DiscreteGaussianMechanism(epsilon: epsilon, delta: delta)
        let staircase = try StaircaseMechanism<Int>(epsilon: epsilon, sensitivity: 1)
        return [
            subject("GeometricMechanism") { geometric.addNoise(to: &$0) },
            subject("LaplaceMechanism, integers") { laplace.addNoise(to: &$0) },
            subject("DiscreteGaussianMechanism", delta: delta) { gaussian.addNoise(to: &$0) },
            subject("StaircaseMechanism<Int>") { staircase.addNoise(to: &$0) },
        ]
    }
}
