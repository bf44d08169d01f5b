extension PrivacyEvent {
    /// Whether the parameters describe something that can happen: nothing negative, noise that isn't 0, some cost, and
    /// neighbours for which the parts say something.
    package var isPossible: Bool { mechanism.isPossible(for: adjacency, depth: 0) }
}

extension PrivacyEvent.Mechanism {
    /// How deep compounds may be nested.
    static let deepest = 32

    func isPossible(for adjacency: Adjacency, depth: Int) -> Bool {
        guard depth <= Self.deepest else { return false }
        func holds(_ part: PrivacyEvent.Mechanism, _ itsAdjacency: Adjacency? = nil) -> Bool {
            part.isPossible(for: itsAdjacency ?? adjacency, depth: depth + 1)
        }
        switch self {
        case .discreteLaplace(let epsilon, let l1Sensitivity, let scale, let coordinates):
            return epsilon > .zero && l1Sensitivity > .zero && scale > .zero && coordinates >= 1
        case .laplace(let l1Sensitivity, let scale):
            return l1Sensitivity > .zero && scale > .zero
        case .staircase(let epsilon, let sensitivity, let width):
            return epsilon > .zero && width >= 1 && width <= sensitivity
        case .gaussian(let epsilon, let delta, let deviation, let sensitivity):
            return Self.isAsked(epsilon, delta) && deviation > .zero && sensitivity > .zero
        case .discreteGaussian(let epsilon, let delta, let sigma, let sensitivity, let numbers):
            return Self.isAsked(epsilon, delta) && sigma > .zero && sensitivity >= .one
                && numbers >= 1
        case .randomizedResponse(let epsilon, let categories):
            return epsilon > .zero && categories >= 2 && adjacency != .addRemove
        case .approximate(let epsilon, let delta):
            return epsilon >= .zero && delta >= .zero && epsilon + delta > .zero
        case .boundedRange(let epsilon):
            return epsilon > .zero
        case .zeroConcentrated(let rho, let delta):
            return rho >= .zero && delta >= .zero && rho + delta > .zero
        case .repeated(let part, let count):
            return count >= 1 && holds(part)
        case .composed(let parts):
            return !parts.isEmpty && parts.allSatisfy { holds($0) }
        case .parallel(let parts):
            return adjacency == .addRemove && !parts.isEmpty && parts.allSatisfy { holds($0) }
        case .poissonSampled(let part, let rate):
            return adjacency == .addRemove && rate > .zero && rate <= .one && holds(part)
        case .sampledWithoutReplacement(let part, let size, let population):
            return adjacency == .replaceOne && size >= 1 && size <= population && holds(part)
        case .treeAggregation(let part, let steps):
            return adjacency == .addRemove && steps >= 1 && holds(part)
        case .repeatAndSelect(let part, .negativeBinomial(let shape, let gamma)):
            return shape + .one > .zero && gamma > .zero && gamma < .one && holds(part)
        case .repeatAndSelect(let part, .poisson(let mean)):
            return mean > .zero && holds(part)
        case .shuffled(let part, let population, let delta):
            return adjacency == .replaceOne && population >= 1 && delta > .zero && delta < .one
                && holds(part, .local)
        }
    }

    /// Both asked for, or none: noise alone.
    private static func isAsked(_ epsilon: Rational, _ delta: Rational) -> Bool {
        epsilon > .zero && delta > .zero || epsilon == .zero && delta == .zero
    }
}
