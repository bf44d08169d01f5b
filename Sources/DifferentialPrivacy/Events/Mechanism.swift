extension PrivacyEvent {
    /// The law of the noise, or how several are put together.
    ///
    /// The parts of a compound speak of the same neighbours as the event, but for ``shuffled(_:population:delta:)``.
    public enum Mechanism: Hashable, Sendable {
        /// Discrete Laplace noise, independent in each coordinate, on integers.
        ///
        /// - Parameters:
        ///   - epsilon: the pure ε that was asked for; `l1Sensitivity / scale` is at most this.
        ///   - l1Sensitivity: how far one unit moves the exact integers, over all coordinates and partitions.
        ///   - scale: 1 / ln(1/q) for the mass ∝ q^|k|.
        ///   - coordinates: how many integers one unit may change, released together.
        case discreteLaplace(
            epsilon: Rational, l1Sensitivity: Rational, scale: Rational, coordinates: Int)
        /// Laplace noise, independent in each coordinate, on real numbers; any function of the noisy ones.
        ///
        /// - Parameters:
        ///   - l1Sensitivity: how far one unit moves the numbers, over all coordinates.
        ///   - scale: b of the density ∝ e^(−|x|/b).
        case laplace(l1Sensitivity: Rational, scale: Rational)
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
        ///   - epsilon: the ε that was asked for; a Gaussian mechanism has a δ for every ε. 0 where noise was asked for.
        ///   - delta: the δ that was asked for with it; 0 where noise was asked for.
        ///   - standardDeviation: of each coordinate's noise.
        ///   - l2Sensitivity: how far one unit moves the numbers, as a vector.
        case gaussian(
            epsilon: Rational, delta: Rational, standardDeviation: Rational, l2Sensitivity: Rational
        )
        /// Discrete Gaussian noise, independent in each coordinate, on integers: mass ∝ e^(−k²/2σ²).
        ///
        /// - Parameters:
        ///   - epsilon: the ε that was asked for; 0 where noise was asked for.
        ///   - delta: the δ that was asked for with it; 0 where noise was asked for.
        ///   - sigma: σ.
        ///   - linfSensitivity: how far one unit moves an integer.
        ///   - l0Sensitivity: how many integers it moves.
        case discreteGaussian(
            epsilon: Rational, delta: Rational, sigma: Rational, linfSensitivity: Rational,
            l0Sensitivity: Int)
        /// k-ary randomized response: the true answer with odds e^ε against each other one.
        ///
        /// - Parameters:
        ///   - epsilon: the pure ε between any two true answers.
        ///   - categories: k, from 2 on.
        case randomizedResponse(epsilon: Rational, categories: Int)
        /// Anything that is (ε, δ)-differentially private and of which no more is known.
        case approximate(epsilon: Rational, delta: Rational)
        /// Anything whose privacy loss, for any two neighbours, stays within some range of length ε, which holds 0; such as
        /// the exponential mechanism (Durfee and Rogers 2019, "Practical differentially private top-k selection").
        case boundedRange(epsilon: Rational)
        /// Anything that is δ-approximately ρ-zero-concentrated private (Bun and Steinke 2016, Definition 8.1).
        case zeroConcentrated(rho: Rational, delta: Rational)

        /// The same mechanism `count` times, with fresh noise, each chosen freely.
        indirect case repeated(Mechanism, count: Int)
        /// All of these over the same data.
        indirect case composed([Mechanism])
        /// Each over its own part of the data; a privacy unit is in one part at most, whoever else is there.
        indirect case parallel([Mechanism])
        /// Over a sample that each privacy unit is in with probability `rate`, independently, unseen.
        indirect case poissonSampled(Mechanism, rate: Rational)
        /// Over a sample of `size` of the `population` privacy units, any such sample as likely as another, unseen.
        indirect case sampledWithoutReplacement(Mechanism, size: Int, population: Int)
        /// Prefix sums over `steps` steps by the binary tree: this noise in each node (Dwork, Naor, Pitassi, Rothblum 2010).
        /// A privacy unit counts in one step, and so in ⌈log₂(steps + 1)⌉ nodes at most. For add/remove neighbours: a replaced
        /// unit may move to another step, and changes the nodes of both.
        indirect case treeAggregation(Mechanism, steps: Int)
        /// A random number of runs, of which only the best answer is released.
        indirect case repeatAndSelect(Mechanism, runs: RunCount)
        /// Local reports of `population` people, a fixed public number, in an order that a trusted shuffler draws; the part is
        /// what one does to its own answer. For replace-one neighbours.
        ///
        /// - Parameter delta: the δ at which the amplification is used (Feldman, McMillan and Talwar 2021).
        indirect case shuffled(Mechanism, population: Int, delta: Rational)

        /// Gaussian noise that isn't made for a certain (ε, δ).
        public static func gaussian(
            standardDeviation: Rational, l2Sensitivity: Rational
        ) -> Mechanism {
            .gaussian(
                epsilon: .zero, delta: .zero, standardDeviation: standardDeviation,
                l2Sensitivity: l2Sensitivity)
        }
    }

    /// How many runs repeat-and-select makes: a law chosen before (Papernot and Steinke 2021, "Hyperparameter tuning with
    /// Rényi differential privacy", section 3).
    public enum RunCount: Hashable, Sendable {
        /// The truncated negative binomial law with shape η > −1 and 0 < γ < 1; η = 1 is geometric with mean 1/γ, 0 logarithmic.
        case negativeBinomial(shape: Rational, gamma: Rational)
        /// The Poisson law with this mean; with 0 runs there is no answer.
        case poisson(mean: Rational)
    }
}
