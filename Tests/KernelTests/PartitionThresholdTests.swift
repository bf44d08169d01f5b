import CPrivacyExact
import Foundation
import Testing

/// Thresholds and keep probabilities, certified: against mpmath's values.
@Suite struct PartitionThresholdTests {
    /// Half of the vectors follow the recursion that defines the strategy, step by step; the closed form here is another one.
    @Test func keepProbabilitiesAreTheNearestDoubles() {
        #expect(PartitionVectors.laws.count > 100)
        for vector in PartitionVectors.laws {
            let law = PreparedTruncatedGeometric(vector)
            #expect(dpk_keep_crossover(law.exact) == vector.crossover, "\(vector)")
            #expect(dpk_keep_probability(law.exact, 0) == 0)
            for value in vector.values {
                #expect(dpk_keep_probability(law.exact, value.k) == value.nearest, "\(vector)")
            }
        }
    }

    /// Desfontaines et al. 2022; Google's documentation.
    @Test func publishedKeepProbabilities() {
        let law = PreparedTruncatedGeometric((5, -1), (2, -2))
        #expect(abs(dpk_keep_probability(law.exact, 6) - 0.58840484458) < 1e-11)
        #expect(abs(dpk_keep_probability(law.exact, 8) - 0.86807080625) < 1e-11)
    }

    @Test func laplaceThresholdsAreTheLeastGridPoints() {
        let vectors = PartitionVectors.lines("laplace")
        #expect(vectors.count > 200)
        for vector in vectors {
            let scale = dpk_rational_from_double(Double(vector[0])!)
            let delta = dpk_rational_from_decimal(UInt64(vector[1])!, Int32(vector[2])!)
            let found = dpk_laplace_threshold(scale, delta, UInt64(vector[3])!)
            #expect(found == Int64(vector[4])!, "\(vector)")
            dpk_rational_free(scale)
            dpk_rational_free(delta)
        }
    }

    @Test func laplaceTailsAreTheNearestDoubles() {
        let vectors = PartitionVectors.lines("tail")
        #expect(vectors.count > 300)
        for vector in vectors {
            let scale = dpk_rational_from_double(Double(vector[0])!)
            let tail = dpk_laplace_tail(scale, Int64(vector[1])!)
            #expect(tail == Double(vector[2])!, "\(vector)")
            dpk_rational_free(scale)
        }
        let one = dpk_rational_from_unsigned(1)
        #expect(dpk_laplace_tail(one, 1 << 62) == 0)
        #expect(dpk_laplace_tail(one, -1 << 62) == 1)
        dpk_rational_free(one)
    }

    @Test func normalThresholdsAreTheLeastDoubles() {
        let vectors = PartitionVectors.lines("normal")
        #expect(vectors.count > 50)
        for vector in vectors {
            let delta = dpk_rational_from_decimal(UInt64(vector[0])!, Int32(vector[1])!)
            let found = dpk_normal_threshold(delta, UInt64(vector[2])!)
            #expect(found == Double(vector[3])!, "\(vector)")
            dpk_rational_free(delta)
        }
    }
}
