internal import CPrivacyExact

/// How much Gaussian noise (ε, δ) takes, and what noise gives; every error on the safe side.
///
/// Balle and Wang 2018, "Improving the Gaussian mechanism for differential privacy", Theorem 8; for integers Canonne,
/// Kamath and Steinke 2020, "The discrete Gaussian for differential privacy", Theorem 7 and Corollary 13.
package enum GaussianCalibration {
    /// The least double σ for sensitivity 1.
    static func multiplier(epsilon: Rational, delta: Rational) -> Double {
        unsafe epsilon.withNumber { epsilon in
            unsafe delta.withNumber { delta in unsafe dpk_gaussian_multiplier(epsilon, delta) }
        }
    }

    /// The same for parameters as they are typed. Beyond ε = 2^1000 what suffices there is taken.
    static func multiplier(for epsilon: Epsilon, _ delta: Delta) -> Rational {
        let largest = Rational.one.scaled(byPowerOfTwo: 1000)
        return Rational(
            exactly: multiplier(epsilon: min(epsilon.exact, largest), delta: delta.exact))
    }

    /// The least ε from 2^-50 on that noise of `sigma` (for sensitivity 1) gives with `delta`; infinity if none.
    package static func epsilon(sigma: Rational, delta: Rational) -> Double {
        unsafe sigma.withNumber { sigma in
            unsafe delta.withNumber { delta in
                unsafe dpk_gaussian_epsilon(sigma, delta, 0x1p-50)
            }
        }
    }

    /// `asked` if noise of `sigma` (for sensitivity 1) gives that δ, else what it does give, rounded up.
    static func delta(asked: Rational, epsilon: Rational, sigma: Rational) -> Rational {
        unsafe epsilon.withNumber { epsilon in
            unsafe sigma.withNumber { sigma in
                let holds = unsafe asked.withNumber {
                    unsafe dpk_gaussian_suffices(epsilon, sigma, $0) != 0
                }
                if holds { return asked }
                var low = 0.0
                var high = 1.0
                unsafe dpk_gaussian_delta_bounds(epsilon, sigma, &low, &high)
                return max(asked, Rational(exactly: high))
            }
        }
    }

    /// Bounds on the δ of noise of `sigma` (for sensitivity 1) at `epsilon`.
    package static func deltaBounds(
        epsilon: Rational, sigma: Rational
    ) -> (low: Double, high: Double) {
        var low = 0.0
        var high = 1.0
        unsafe epsilon.withNumber { epsilon in
            unsafe sigma.withNumber { sigma in
                unsafe dpk_gaussian_delta_bounds(epsilon, sigma, &low, &high)
            }
        }
        return (low, high)
    }

    /// The δ of noise of `sigma` (for sensitivity 1) at ε = 0, rounded up: 1 − 2 P(N > 1/(2σ)).
    package static func totalVariation(sigma: Rational) -> Rational {
        let half = (Rational.one / sigma).scaled(byPowerOfTwo: -1)
        var low = 0.0
        var high = 1.0
        unsafe half.withNumber { unsafe dpk_normal_tail_bounds($0, &low, &high) }
        return Rational.one - Rational(exactly: low) - Rational(exactly: low)
    }

    /// A σ for discrete noise on `numbers` integers that one unit moves by `each` at most; infinity if there is none.
    static func discreteSigma(
        epsilon: Rational, delta: Rational, each: Rational, numbers: Int
    ) -> Double {
        unsafe epsilon.withNumber { epsilon in
            unsafe delta.withNumber { delta in
                if numbers == 1 {
                    return unsafe each.withNumber {
                        unsafe dpk_discrete_gaussian_sigma(epsilon, delta, $0)
                    }
                }
                // σ² = multiplier² · numbers · each²
                let multiplier = unsafe dpk_concentrated_multiplier(epsilon, delta)
                guard multiplier.isFinite else { return .infinity }
                let l2 = Rational(exactly: multiplier) * each
                return (l2 * l2 * Rational(numbers)).squareRootRoundedUp
            }
        }
    }

    /// Whether discrete noise of `discreteSigma` is known to give (ε, δ) by the rule of ``discreteSigma(epsilon:delta:each:numbers:)``.
    static func suffices(
        epsilon: Rational, delta: Rational, discreteSigma: Rational, each: Rational, numbers: Int
    ) -> Bool {
        var sigma = discreteSigma.roundedUp
        guard sigma < 0x1p500 else { return false }
        if numbers > 1 {
            // Concentrated privacy falls with σ, so one between two doubles may be taken for the lower one.
            if Rational(exactly: sigma) > discreteSigma { sigma = sigma.nextDown }
            return sigma
                >= self.discreteSigma(epsilon: epsilon, delta: delta, each: each, numbers: numbers)
        }
        // The δ of one integer may rise with σ, so it is that of this very σ; and the law is one of whole numbers.
        guard sigma > 0, Rational(exactly: sigma) == discreteSigma, each.floor == each else {
            return false
        }
        return unsafe epsilon.withNumber { epsilon in
            unsafe delta.withNumber { delta in
                unsafe each.withNumber {
                    unsafe dpk_discrete_gaussian_suffices(epsilon, sigma, delta, $0) != 0
                }
            }
        }
    }
}
