internal import CPrivacyAudit
import DifferentialPrivacy

extension Attack {
    /// Samplers whose loops run longer for larger noise (Jin and others 2022).
    static let timing = Attack(
        name: "timing", summary: "larger noise takes longer to draw (Jin and others 2022)"
    ) { size in
        let draws = size.atMost(1_000_000).draws
        let laplace = try LaplaceMechanism(epsilon: 1, sensitivity: 1)
        let geometric = try GeometricMechanism(epsilon: 0.1, sensitivity: 1)
        let gaussian = try GaussianMechanism(epsilon: 1, delta: 1e-6, l2Sensitivity: 1)
        let discrete = try DiscreteGaussianMechanism(epsilon: 0.1, delta: 1e-6)
        return [
            row("LaplaceMechanism", draws) { laplace.addNoise(to: 0.0) },
            row("GeometricMechanism", draws) { Double(geometric.addNoise(to: 0)) },
            row("GaussianMechanism", draws) { gaussian.addNoise(to: 0.0) },
            row("DiscreteGaussianMechanism", draws) { Double(discrete.addNoise(to: 0)) },
            row("a loop as long as the noise", draws, isControl: true) {
                let noise = geometric.addNoise(to: 0)
                var turns = UInt64(0)
                for turn in 0..<noise.magnitude { turns ^= UInt64(turn) &* dpk_audit_clock() }
                return turns == 1 ? 0 : Double(noise)
            },
        ]
    }

    private static func row(
        _ subject: String, _ draws: Int, isControl: Bool = false, _ draw: () -> Double
    ) -> AttackRow {
        var (magnitudes, times) = ([Double](), [Double]())
        for _ in 0..<draws {
            let start = dpk_audit_clock()
            let noise = draw()
            times.append(Double(dpk_audit_clock() &- start))
            magnitudes.append(noise.magnitude)
        }
        let correlation = abs(RankCorrelation.spearman(magnitudes, times))
        // Under independence √N times the coefficient is standard normal: beyond 6 in 2 of 10^9 cases.
        let limit = 6 / Double(draws).squareRoot()
        return AttackRow(
            attack: "timing", subject: subject, isControl: isControl, figure: correlation,
            bound: limit,
            measure: "|Spearman| of |noise| and the time of a draw, \(draws) draws",
            falseAlarmRate: 2e-9, holds: correlation < limit)
    }
}
