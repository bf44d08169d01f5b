import DifferentialPrivacy
import Foundation
import Testing

/// What the snapping mechanism draws, from the real random source, against the law of Λ · round((x + λ Laplace)/Λ).
@Suite struct SnappingLawTests {
    /// Pearson's statistic with f degrees of freedom passes f + 2 sqrt(f t) + 2 t with probability below e^-t (Laurent
    /// and Massart 2000, lemma 1, for its limit law); t = 25 gives 1.4e-11.
    @Test(arguments: [(0.6, 0.0), (0.6, 17.3), (0.9, -48.0), (0.51, 1.0)])
    func resultsFollowTheLaw(epsilon: Double, number: Double) throws {
        let mechanism = try SnappingMechanism(epsilon: epsilon, sensitivity: 1, bound: 50)
        let (step, lambda) = (mechanism.granularity, mechanism.diversity)
        let draws = 1_000_000
        var values = [Double](repeating: number, count: draws)
        mechanism.addNoise(to: &values)
        let counts = values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        /// The probability that the number with noise lies below a level.
        func below(_ level: Double) -> Double {
            let t = (level - number) / lambda
            return t < 0 ? exp(t) / 2 : 1 - exp(-t) / 2
        }
        let most = Int((50 / step).rounded(.up)) - 1
        var outputs = (-most...most).map { Double($0) * step }
        outputs = [-50] + outputs + [50]
        #expect(Set(counts.keys).isSubset(of: outputs))
        var statistic = 0.0
        var freedom = -1.0
        var restMass = 0.0
        var restCount = 0
        for (index, output) in outputs.enumerated() {
            let from =
                index == 0
                ? 0 : index == 1 ? below(outputs[1] - step / 2) : below(output - step / 2)
            let upper = index == 0 ? outputs[1] - step / 2 : output + step / 2
            let start = index == outputs.count - 1 ? below(outputs[index - 1] + step / 2) : from
            let mass = (index == outputs.count - 1 ? 1 : below(upper)) - start
            let expected = mass * Double(draws)
            guard expected >= 50 else {
                restMass += expected
                restCount += counts[output] ?? 0
                continue
            }
            let seen = Double(counts[output] ?? 0)
            statistic += (seen - expected) * (seen - expected) / expected
            freedom += 1
        }
        if restMass >= 50 {
            statistic += (Double(restCount) - restMass) * (Double(restCount) - restMass) / restMass
            freedom += 1
        } else {
            // Far fewer expected than 50: 200 have a probability below 1e-40.
            #expect(restCount < 200)
        }
        print(
            "chi-square of snapping at epsilon \(epsilon), number \(number): \(statistic), freedom \(freedom)"
        )
        #expect(statistic < freedom + 2 * (freedom * 25).squareRoot() + 50)
    }
}
