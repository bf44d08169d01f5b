extension PrivacyEvent.Mechanism {
    /// The ε of an (ε, δ) guarantee.
    package var epsilon: Rational {
        switch self {
        case .discreteLaplace(let epsilon, let l1Sensitivity, let scale, _):
            return scale > .zero ? max(epsilon, l1Sensitivity / scale) : epsilon
        case .laplace(let l1Sensitivity, let scale):
            return scale > .zero ? l1Sensitivity / scale : .zero
        case .staircase(let epsilon, _, _), .gaussian(let epsilon, _, _, _),
            .discreteGaussian(let epsilon, _, _, _, _), .randomizedResponse(let epsilon, _),
            .approximate(let epsilon, _), .boundedRange(let epsilon):
            return epsilon
        case .zeroConcentrated: return .zero
        case .repeated(let part, let count): return part.epsilon * Rational(count)
        case .composed(let parts): return parts.reduce(.zero) { $0 + $1.epsilon }
        case .parallel(let parts): return parts.map(\.epsilon).max() ?? .zero
        case .treeAggregation(let part, let steps):
            return part.epsilon * Rational(Self.treeHeight(steps: steps))
        case .poissonSampled(let part, let rate):
            return Self.amplified(part.epsilon, rate: rate)
        case .sampledWithoutReplacement(let part, let size, let population):
            return population > 0
                ? Self.amplified(part.epsilon, rate: Rational(size) / Rational(population))
                : part.epsilon
        case .repeatAndSelect(let part, .negativeBinomial(let shape, _)):
            return part.epsilon * (shape + .one + .one)
        case .repeatAndSelect(_, .poisson): return .zero
        case .shuffled(let part, let population, let delta):
            return part.shuffledEpsilon(population: population, delta: delta) ?? part.epsilon
        }
    }

    /// The δ of an (ε, δ) guarantee; 1 says nothing. For possible mechanisms.
    package var delta: Rational {
        switch self {
        case .discreteLaplace, .laplace, .staircase, .randomizedResponse, .boundedRange:
            return .zero
        case .approximate(_, let delta): return delta
        case .gaussian(let epsilon, let delta, let deviation, let sensitivity):
            return epsilon > .zero
                ? GaussianCalibration.delta(
                    asked: delta, epsilon: epsilon, sigma: deviation / sensitivity)
                : GaussianCalibration.totalVariation(sigma: deviation / sensitivity)
        case .discreteGaussian(
            let epsilon, let delta, let sigma, let sensitivity, let numbers):
            return epsilon > .zero
                && GaussianCalibration.suffices(
                    epsilon: epsilon, delta: delta, discreteSigma: sigma, each: sensitivity,
                    numbers: numbers)
                ? delta : max(delta, .one)
        case .zeroConcentrated(let rho, let delta):
            // Pinsker: the total variation is at most the root of half the divergence, which is at most ρ.
            let distance = rho.scaled(byPowerOfTwo: -1).squareRootRoundedUp
            return distance < 1 ? delta + Rational(exactly: distance) : .one
        case .repeated(let part, let count): return part.delta * Rational(count)
        case .composed(let parts): return parts.reduce(.zero) { $0 + $1.delta }
        case .parallel(let parts): return parts.map(\.delta).max() ?? .zero
        case .treeAggregation(let part, let steps):
            return part.delta * Rational(Self.treeHeight(steps: steps))
        case .poissonSampled(let part, let rate): return part.delta * rate
        case .sampledWithoutReplacement(let part, let size, let population):
            return part.delta * Rational(size) / Rational(population)
        case .repeatAndSelect(let part, .negativeBinomial):
            return part.delta == .zero ? .zero : .one
        case .repeatAndSelect(_, .poisson): return .one
        case .shuffled(let part, let population, let delta):
            return part.shuffledEpsilon(population: population, delta: delta) == nil
                ? part.delta : delta
        }
    }

    /// In how many nodes of a binary tree over `steps` steps a step counts, at most: ⌈log₂(steps + 1)⌉.
    package static func treeHeight(steps: Int) -> Int {
        Int.bitWidth - max(0, steps).leadingZeroBitCount
    }

    /// ln(1 + rate · (e^ε − 1)), rounded up: the ε of a mechanism over a sample (Balle, Barthe and Gaboardi 2018,
    /// "Privacy amplification by subsampling", Theorems 8 and 9; δ shrinks by the rate).
    package static func amplified(_ epsilon: Rational, rate: Rational) -> Rational {
        let whole = Enclosure(epsilon).exponentialMinusOne
        let sampled = (Enclosure(rate) * whole).logarithmOfOnePlus.upper
        return sampled.isFinite ? min(epsilon, Rational(exactly: sampled)) : epsilon
    }

    /// The ε of shuffled reports at `delta` by the closed form of Feldman, McMillan and Talwar 2021, "Hiding among the
    /// clones", Theorem 3.1; nil outside its range ε₀ ≤ ln(n / (16 ln(2/δ))), or if a report isn't pure: no amplification.
    package func shuffledEpsilon(population: Int, delta: Rational) -> Rational? {
        guard self.delta == .zero, population >= 1, delta > .zero else { return nil }
        let count = Enclosure(Rational(population))
        let odds = Enclosure(epsilon).exponential
        func logarithm(_ factor: Int) -> Enclosure {
            (Enclosure(Rational(factor)) / Enclosure(delta)).logarithm
        }
        let needed = odds * Enclosure(16) * logarithm(2)
        guard needed.upper <= Double(population).nextDown else { return nil }
        let root = (odds * logarithm(4) / count).squareRoot
        let blanket = Enclosure(8) * root + Enclosure(8) * odds / count
        let contrast = Enclosure(epsilon).exponentialMinusOne / (odds + .one)
        let shuffled = (contrast * blanket).logarithmOfOnePlus.upper
        guard shuffled.isFinite else { return nil }
        let exact = Rational(exactly: shuffled)
        return exact < epsilon ? exact : nil
    }
}
