/// An amount of privacy loss, exact: (ε, δ).
public struct PrivacyCost: Hashable, Sendable, CustomStringConvertible {
    public let epsilon: Rational
    public let delta: Rational

    public init(epsilon: Rational, delta: Rational) {
        self.epsilon = epsilon
        self.delta = delta
    }

    public var description: String {
        delta == .zero
            ? "epsilon \(epsilon.approximation)"
            : "epsilon \(epsilon.approximation), delta \(delta.approximation)"
    }
}
