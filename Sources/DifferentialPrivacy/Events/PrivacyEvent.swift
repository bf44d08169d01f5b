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
        case .approximate(let epsilon, _): epsilon
        }
    }

    /// Whether the parameters describe something that can happen: nothing negative, noise that isn't 0, some cost.
    var isPossible: Bool {
        switch mechanism {
        case .discreteLaplace(let epsilon, let l1Sensitivity, let scale, let coordinates):
            epsilon > .zero && l1Sensitivity > .zero && scale > .zero && coordinates >= 1
        case .staircase(let epsilon, let sensitivity, let width):
            epsilon > .zero && width >= 1 && width <= sensitivity
        case .approximate(let epsilon, let delta):
            epsilon >= .zero && delta >= .zero && epsilon + delta > .zero
        }
    }

    /// The δ of its (ε, δ) guarantee; 0 for pure mechanisms.
    public var delta: Rational {
        switch mechanism {
        case .discreteLaplace, .staircase: .zero
        case .approximate(_, let delta): delta
        }
    }
}
