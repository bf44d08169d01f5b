public import DifferentialPrivacy

/// What an amount of privacy loss counts. Each adds up over releases that are chosen adaptively.
public enum PrivacyMeasure: Hashable, Sendable {
    /// The ε of pure or of (ε, δ) guarantees, in units of 10^-12.
    case epsilon
    /// The δ of (ε, δ) guarantees, or of approximate zero-concentrated ones, in units of 10^-18.
    case delta
    /// The ρ of zero-concentrated differential privacy (Bun and Steinke 2016), in units of 10^-12.
    case rho
    /// The Rényi divergence of one fixed order above 1 (Mironov 2017), in units of 10^-12.
    case renyi(order: Rational)

    /// How many decimal digits after the point are kept.
    var digits: Int32 { self == .delta ? 18 : 12 }
}

extension PrivacyMeasure: CustomStringConvertible {
    /// `epsilon`, `delta`, `rho` or, for example, `renyi(3/2)`.
    public var description: String {
        switch self {
        case .epsilon: "epsilon"
        case .delta: "delta"
        case .rho: "rho"
        case .renyi(let order): "renyi(\(order))"
        }
    }

    /// The measure that ``description`` says.
    init?(_ text: String) {
        switch text {
        case "epsilon": self = .epsilon
        case "delta": self = .delta
        case "rho": self = .rho
        default:
            guard text.hasPrefix("renyi("), text.hasSuffix(")") else { return nil }
            let parts = text.dropFirst(6).dropLast().split(separator: "/")
            let numbers = parts.compactMap { Rational(decimalText: String($0)) }
            guard numbers.count == parts.count, (1...2).contains(numbers.count) else { return nil }
            let one = Rational(1)
            guard numbers.count == 1 || numbers[1] >= one else { return nil }
            self = .renyi(
                order: numbers[0] / (numbers.count == 2 ? numbers[1] : one))
        }
    }
}
