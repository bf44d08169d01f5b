internal import CPrivacyLoss
import DifferentialPrivacy

/// The law of one release's privacy loss, and how often there is such a release.
struct PrivacyLossLaw: Hashable, Sendable {
    enum Noise: Hashable, Sendable {
        case gaussian(multiplier: Rational)
        case laplace(multiplier: Rational)
        case discreteLaplace(scale: Rational, sensitivity: Int)
        case discreteGaussian(sigma: Rational, sensitivity: Int)
        case staircase(epsilon: Rational, sensitivity: Int, width: Int)
        case randomizedResponse(epsilon: Rational, options: Int)
        case approximate(epsilon: Rational, delta: Rational)
    }

    var noise: Noise
    /// How often a unit takes part, if it is sampled.
    var rate: Rational?
    var count = 1

    /// Whether something happens that costs, in numbers that describe it.
    var isPossible: Bool {
        switch noise {
        case .gaussian(let multiplier), .laplace(let multiplier): multiplier > .zero
        case .discreteLaplace(let scale, let sensitivity): scale > .zero && sensitivity >= 1
        case .discreteGaussian(let sigma, let sensitivity): sigma > .zero && sensitivity >= 1
        case .staircase(let epsilon, let sensitivity, let width):
            epsilon > .zero && width >= 1 && width <= sensitivity
        case .randomizedResponse(let epsilon, let options): epsilon > .zero && options >= 2
        case .approximate(let epsilon, let delta):
            epsilon >= .zero && delta >= .zero && delta <= .one
        }
    }

    /// Whether its loss has a size that the kernels compute with: at most 2^10, of 2^20 values at most if it has atoms.
    var isComputable: Bool {
        let least = Rational.one.scaled(byPowerOfTwo: -10)
        let most = Rational.one.scaled(byPowerOfTwo: 10)
        return switch noise {
        case .gaussian(let multiplier): multiplier >= least && multiplier.ceilLog2 <= 40
        case .laplace(let multiplier):
            multiplier >= (rate == nil ? least : Rational(1) / Rational(40))
                && multiplier.ceilLog2 <= 40
        case .discreteLaplace(let scale, let sensitivity):
            sensitivity <= 1 << 20 && Rational(sensitivity) <= most * scale && scale.ceilLog2 <= 40
        case .discreteGaussian(let sigma, let sensitivity):
            sigma.ceilLog2 <= 15 && Rational(sensitivity) <= Rational(64) * sigma
        case .staircase(let epsilon, let sensitivity, _):
            // The law's total, up to 2 sensitivity/epsilon, is a number below 2^64 in C.
            sensitivity <= 1 << 40 && epsilon <= most && epsilon.ceilLog2 >= -40
                && Rational(sensitivity) < epsilon.scaled(byPowerOfTwo: 60)
        case .randomizedResponse(let epsilon, let options):
            options <= 1 << 40 && epsilon <= most && epsilon.ceilLog2 >= -40
        case .approximate(let epsilon, _):
            epsilon <= most && (epsilon == .zero || epsilon.ceilLog2 >= -40)
        }
    }

    /// Numbers that tell laws apart, up to rounding.
    var order: [Double] {
        let (kind, first, second, integer, other) = parts
        return [
            Double(kind), first.approximation, (second ?? .zero).approximation,
            (rate ?? .zero).approximation, Double(integer), Double(other), Double(count),
        ]
    }

    /// Lends the law to C for the duration of a call.
    func withLaw<Result>(_ body: (dpk_loss_law) -> Result) -> Result {
        let (kind, first, second, integer, other) = parts
        return unsafe first.withNumber { first in
            unsafe (second ?? .zero).withNumber { second in
                unsafe (rate ?? .zero).withNumber { rate in
                    unsafe body(
                        dpk_loss_law(
                            kind: Int32(kind), first: first, second: second,
                            rate: self.rate == nil ? nil : rate, integer: Int64(integer),
                            other: Int64(other), count: UInt64(count)))
                }
            }
        }
    }

    private var parts: (kind: Int, first: Rational, second: Rational?, integer: Int, other: Int) {
        switch noise {
        case .gaussian(let multiplier): (DPK_LOSS_GAUSSIAN, multiplier, nil, 0, 0)
        case .laplace(let multiplier): (DPK_LOSS_LAPLACE, multiplier, nil, 0, 0)
        case .discreteLaplace(let scale, let sensitivity):
            (DPK_LOSS_DISCRETE_LAPLACE, scale, nil, sensitivity, 0)
        case .discreteGaussian(let sigma, let sensitivity):
            (DPK_LOSS_DISCRETE_GAUSSIAN, sigma, nil, sensitivity, 0)
        case .staircase(let epsilon, let sensitivity, let width):
            (DPK_LOSS_STAIRCASE, epsilon, nil, sensitivity, width)
        case .randomizedResponse(let epsilon, let options):
            (DPK_LOSS_RANDOMIZED_RESPONSE, epsilon, nil, options, 0)
        case .approximate(let epsilon, let delta): (DPK_LOSS_APPROXIMATE, epsilon, delta, 0, 0)
        }
    }
}
