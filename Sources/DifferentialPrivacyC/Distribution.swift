internal import CPrivacyInterface
internal import DifferentialPrivacy

/// What a `dp_distribution` points at.
final class Distribution: Handled {
    static var mark: UInt64 { 0xd157_4b0e_66a2_c93f }
    static var name: StaticString { "distribution" }

    enum Law {
        case laplace(LaplaceDistribution)
        case gaussian(GaussianDistribution)
        case geometric(GeometricDistribution)
    }

    let law: Law

    init(_ law: Law) {
        self.law = law
    }

    var kind: Int32 {
        switch law {
        case .laplace: Int32(DP_LAPLACE_DISTRIBUTION)
        case .gaussian: Int32(DP_GAUSSIAN_DISTRIBUTION)
        case .geometric: Int32(DP_GEOMETRIC_DISTRIBUTION)
        }
    }

    var parameter: Double {
        switch law {
        case .laplace(let law): law.diversity
        case .gaussian(let law): law.standardDeviation
        case .geometric(let law): law.lambda
        }
    }

    func sample() -> Double {
        switch law {
        case .laplace(let law): law.sample()
        case .gaussian(let law): law.sample()
        case .geometric(let law): Double(law.sample())
        }
    }
}
