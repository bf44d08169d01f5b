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

    /// The ε of its (ε, δ) guarantee, exactly as asked for.
    public var epsilon: Rational {
        switch mechanism {
        case .discreteLaplace(let epsilon, _, _, _): epsilon
        case .approximate(let epsilon, _): epsilon
        }
    }

    /// The δ of its (ε, δ) guarantee; 0 for pure mechanisms.
    public var delta: Rational {
        switch mechanism {
        case .discreteLaplace: .zero
        case .approximate(_, let delta): delta
        }
    }
}
