import DifferentialPrivacy

/// What is known of one mechanism's Rényi divergences: r(α) from above, in both directions between neighbours.
///
/// Beside the divergences there may be an event of probability ``slack`` in which anything happens, as for concentrated
/// privacy's approximate form.
struct RenyiCurve: Sendable {
    let slack: Rational
    /// r at an order α > 1; its upper end is the bound, infinity where nothing is known.
    let bound: @Sendable (Double) -> Enclosure

    init(slack: Rational = .zero, bound: @escaping @Sendable (Double) -> Enclosure) {
        self.slack = slack
        self.bound = bound
    }

    static let unknown = Enclosure(lower: 0, upper: .infinity)

    /// Nil where nothing is known.
    init?(_ mechanism: PrivacyEvent.Mechanism) {
        switch mechanism {
        case .gaussian, .discreteGaussian, .boundedRange, .zeroConcentrated:
            guard let cost = mechanism.concentrated else { return nil }
            let rho = Enclosure(cost.rho)
            self.init(slack: cost.delta) { rho * Enclosure($0) }
        case .laplace(let sensitivity, let scale):
            self = .laplace(loss: sensitivity / scale)
        case .discreteLaplace(_, let sensitivity, let scale, _):
            self = .discreteLaplace(sensitivity: sensitivity, scale: scale)
        case .randomizedResponse(let epsilon, let categories):
            self = .randomizedResponse(epsilon: epsilon, categories: categories)
        case .staircase(let epsilon, _, _):
            self = .pure(epsilon)
        case .approximate(let epsilon, let delta):
            self = .pure(epsilon, slack: delta)
        case .poissonSampled(let part, let rate):
            guard let curve = Self.poissonSampled(part, rate: rate) else { return nil }
            self = curve
        case .sampledWithoutReplacement(let part, let size, let population):
            guard
                let curve = Self.sampledWithoutReplacement(part, size: size, population: population)
            else { return nil }
            self = curve
        case .repeatAndSelect(let part, let runs):
            guard let curve = Self.repeatAndSelect(part, runs: runs) else { return nil }
            self = curve
        case .shuffled:
            guard let cost = mechanism.statedCost else { return nil }
            self = .pure(cost.epsilon, slack: cost.delta)
        case .parallel(let parts):
            let curves = parts.compactMap { RenyiCurve($0) }
            guard curves.count == parts.count else { return nil }
            // Neighbours differ in one part, whichever it is.
            self.init(slack: curves.map(\.slack).max() ?? .zero) { order in
                Enclosure(lower: 0, upper: curves.map { $0.bound(order).upper }.max() ?? 0)
            }
        case .repeated, .composed, .treeAggregation:
            var curves: [(curve: RenyiCurve, count: Rational)] = []
            for (part, count) in mechanism.sequence ?? [] {
                guard let curve = RenyiCurve(part) else { return nil }
                curves.append((curve, Rational(count)))
            }
            self = .sum(curves)
        }
    }

    /// Of several mechanisms over the same data, each so many times.
    static func sum(_ curves: [(curve: RenyiCurve, count: Rational)]) -> RenyiCurve {
        let slack = curves.reduce(Rational.zero) { $0 + $1.curve.slack * $1.count }
        let weighted = curves.map { (bound: $0.curve.bound, count: Enclosure($0.count)) }
        return RenyiCurve(slack: slack) { order in
            weighted.reduce(.zero) { $0 + $1.count * $1.bound(order) }
        }
    }
}
