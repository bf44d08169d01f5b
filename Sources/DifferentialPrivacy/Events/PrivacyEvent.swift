/// What a release does to privacy: the law of its noise against what one privacy unit can change, in exact numbers.
///
/// An event says what happens; an accountant says what it costs. Every mechanism and statistic has its `event` before
/// anything is drawn, and a ``Release`` carries it.
public struct PrivacyEvent: Hashable, Sendable {
    /// The law of the noise.
    public enum Mechanism: Hashable, Sendable {
        /// Discrete Laplace noise, independent in each coordinate, on integers.
        ///
        /// - Parameters:
        ///   - epsilon: the pure ε that was asked for; `l1Sensitivity / scale` is at most this.
        ///   - l1Sensitivity: how far one unit moves the exact integers, over all coordinates and partitions.
        ///   - scale: 1 / ln(1/q) for the mass ∝ q^|k|.
        ///   - coordinates: how many integers are released together.
        case discreteLaplace(
            epsilon: Rational, l1Sensitivity: Rational, scale: Rational, coordinates: Int)
        /// Staircase noise on one integer: mass ∝ e^(−jε) at ±(jΔ + i) for i < r, ∝ e^(−(j + 1)ε) for r ≤ i < Δ.
        ///
        /// - Parameters:
        ///   - epsilon: the pure ε, exactly that of the noise.
        ///   - sensitivity: Δ, how far one unit moves the exact integer.
        ///   - width: r, from 1 to Δ.
        case staircase(epsilon: Rational, sensitivity: Int, width: Int)
        /// Gaussian noise, independent in each coordinate, on real numbers; any function of the noisy ones, such as rounding.
        ///
        /// - Parameters:
        ///   - epsilon: the ε that was asked for; a Gaussian mechanism has a δ for every ε.
        ///   - delta: the δ that was asked for with it.
        ///   - standardDeviation: of each coordinate's noise.
        ///   - l2Sensitivity: how far one unit moves the numbers, as a vector.
        case gaussian(
            epsilon: Rational, delta: Rational, standardDeviation: Rational, l2Sensitivity: Rational
        )
        /// Discrete Gaussian noise, independent in each coordinate, on integers: mass ∝ e^(−k²/2σ²).
        ///
        /// - Parameters:
        ///   - epsilon: the ε that was asked for.
        ///   - delta: the δ that was asked for with it.
        ///   - sigma: σ.
        ///   - linfSensitivity: how far one unit moves an integer.
        ///   - l0Sensitivity: how many integers it moves.
        case discreteGaussian(
            epsilon: Rational, delta: Rational, sigma: Rational, linfSensitivity: Rational,
            l0Sensitivity: Int)
        /// Anything that is (ε, δ)-differentially private and of which no more is known.
        case approximate(epsilon: Rational, delta: Rational)
    }

    public let mechanism: Mechanism
    /// The neighbours that the parameters speak of; accountants and budgets are made for one adjacency.
    public let adjacency: Adjacency

    public init(_ mechanism: Mechanism, adjacency: Adjacency = .addRemove) {
        self.mechanism = mechanism
        self.adjacency = adjacency
    }

    /// The ε of its (ε, δ) guarantee: what was asked for, or what the noise's scale gives where that is more.
    public var epsilon: Rational {
        switch mechanism {
        case .discreteLaplace(let epsilon, let l1Sensitivity, let scale, _):
            scale > .zero ? max(epsilon, l1Sensitivity / scale) : epsilon
        case .staircase(let epsilon, _, _): epsilon
        case .gaussian(let epsilon, _, _, _), .discreteGaussian(let epsilon, _, _, _, _),
            .approximate(let epsilon, _):
            epsilon
        }
    }

    /// Whether the parameters describe something that can happen: nothing negative, noise that isn't 0, some cost.
    package var isPossible: Bool {
        switch mechanism {
        case .discreteLaplace(let epsilon, let l1Sensitivity, let scale, let coordinates):
            epsilon > .zero && l1Sensitivity > .zero && scale > .zero && coordinates >= 1
        case .staircase(let epsilon, let sensitivity, let width):
            epsilon > .zero && width >= 1 && width <= sensitivity
        case .gaussian(let epsilon, let delta, let deviation, let sensitivity):
            epsilon > .zero && delta > .zero && deviation > .zero && sensitivity > .zero
        case .discreteGaussian(let epsilon, let delta, let sigma, let sensitivity, let numbers):
            epsilon > .zero && delta > .zero && sigma > .zero && sensitivity >= .one
                && numbers >= 1
        case .approximate(let epsilon, let delta):
            epsilon >= .zero && delta >= .zero && epsilon + delta > .zero
        }
    }

    /// The δ of its (ε, δ) guarantee: 0 for pure mechanisms, else what was asked for, or more (at most 1) where the noise
    /// doesn't give that at ``epsilon``.
    public var delta: Rational {
        switch mechanism {
        case .discreteLaplace, .staircase: .zero
        case .approximate(_, let delta): delta
        case .gaussian(let epsilon, let delta, let deviation, let sensitivity):
            isPossible
                ? GaussianCalibration.delta(
                    asked: delta, epsilon: epsilon, sigma: deviation / sensitivity) : delta
        case .discreteGaussian(
            let epsilon, let delta, let sigma, let sensitivity, let numbers):
            isPossible
                && GaussianCalibration.suffices(
                    epsilon: epsilon, delta: delta, discreteSigma: sigma, each: sensitivity,
                    numbers: numbers)
                ? delta : max(delta, .one)
        }
    }
}
