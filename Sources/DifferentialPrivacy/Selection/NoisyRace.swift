internal import CPrivacySamplers

/// Selects one candidate: the largest score with real noise added, exactly.
struct NoisyRace: Hashable, Sendable {
    enum Noise: Hashable, Sendable {
        /// Standard exponential: permute-and-flip.
        case exponential
        /// Standard Gumbel: the exponential mechanism.
        case gumbel
    }

    let epsilon: Epsilon
    let grid: ScoreGrid
    let isMonotonic: Bool
    /// In steps of the grid; at least 2Δ/ε, Δ/ε for monotonic scores.
    let scale: Double
    let noise: Noise

    init<Score: SelectionScore>(
        epsilon: Double, sensitivity: Score, monotonic: Bool, noise: Noise
    ) throws(ParameterError) {
        self.epsilon = try Epsilon(epsilon)
        grid = try ScoreGrid.fine(sensitivity)
        isMonotonic = monotonic
        let paid = monotonic ? grid.steps : grid.steps.scaled(byPowerOfTwo: 1)
        // Larger noise is private as well; ε ≥ 2^-50 and Δ < 2^64 keep it below 2^115.
        scale = max((paid / self.epsilon.exact).roundedUp, DPK_RACE_LEAST_SCALE)
        self.noise = noise
    }

    var event: PrivacyEvent {
        switch noise {
        case .exponential: PrivacyEvent(.approximate(epsilon: epsilon.exact, delta: .zero))
        // How one unit changes the scores spans ε; what all outcomes share, the sum of the weights, shifts the span.
        case .gumbel: PrivacyEvent(.boundedRange(epsilon: epsilon.exact))
        }
    }

    func winner<Score: SelectionScore>(of scores: [Score]) -> Int {
        var law = dpk_race(
            scale: scale,
            noise: noise == .gumbel ? DPK_STANDARD_GUMBEL : DPK_STANDARD_EXPONENTIAL)
        var winner = 0
        unsafe grid.withDeficits(of: scores) { deficits, scratch in
            winner = unsafe dpk_race_draw(&law, deficits, scores.count, scratch)
        }
        return winner
    }
}
