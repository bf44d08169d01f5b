/// Discrete Laplace noise for exact totals.
///
/// The sensitivity is exact (exact integers on the entries' grid), except where the noise is so large that the totals
/// are first rounded to a coarser grid 2^coarsening: rounding a total to the nearest multiple moves each coordinate's
/// distance Δ to at most floor(Δ / 2^coarsening) + 1 steps, and there `+ 1` a coordinate and partition is paid.
struct LaplacePlan: Hashable, Sendable {
    /// The totals are rounded to multiples of 2^coarsening grid steps before noise is added.
    let coarsening: Int
    /// How far one privacy unit moves the (coarsened) totals, summed over coordinates and partitions.
    let l1Sensitivity: Rational
    /// Of the least scale at or above l1Sensitivity / ε.
    let noise: DiscreteLaplaceNoise
    /// What one release does to privacy.
    let event: PrivacyEvent

    /// What the sampler draws exactly.
    private static let largestScale = 0x1p55

    /// - Parameters: as those of ``NoisePlan``.
    /// - Throws: `ParameterError` if the scale passes 2^55, beyond which noise isn't drawn; that takes a large l0.
    init(
        entrySensitivity: Rational, coordinates: Int, limits: ContributionLimits, epsilon: Epsilon
    ) throws(ParameterError) {
        let partitions = Rational(limits.maxPartitionsContributed)
        let inPartition = entrySensitivity * Rational(limits.maxContributionsPerPartition)
        let exact = partitions * inPartition
        var coarsening = 0
        var sensitivity = exact
        if (exact / epsilon.exact).roundedUp > 0x1p41 {
            // Down to a scale of 2^40, but leave the sensitivity 2^10 steps, so that + 1 stays small; only where the noise
            // couldn't be drawn otherwise, 2^2.
            let wanted = (exact / epsilon.exact).ceilLog2 - 40
            for spare in [11, 3] {
                coarsening = max(0, min(wanted, inPartition.ceilLog2 - spare))
                if coarsening > 0 {
                    let steps = inPartition.scaled(byPowerOfTwo: -coarsening).floor
                    sensitivity = partitions * (steps + Rational(coordinates))
                }
                if (sensitivity / epsilon.exact).roundedUp <= Self.largestScale { break }
            }
        }
        let scale = (sensitivity / epsilon.exact).roundedUp
        guard scale <= Self.largestScale else {
            throw ParameterError(
                .maxPartitionsContributed, .noiseNotTooLarge,
                .integer(limits.maxPartitionsContributed))
        }
        self.coarsening = coarsening
        l1Sensitivity = sensitivity
        noise = DiscreteLaplaceNoise(scale: scale)
        event = PrivacyEvent(
            .discreteLaplace(
                epsilon: epsilon.exact, l1Sensitivity: sensitivity,
                scale: Rational(exactly: scale), coordinates: coordinates))
    }

    /// In steps of the (coarsened) totals.
    var scale: Double { noise.scale }

    var law: DiscreteLaplaceLaw { DiscreteLaplaceLaw(scale: scale) }

    /// Every integer with fresh noise, where nothing is coarsened.
    func drawn(_ totals: [Int]) -> [Int] {
        var totals = totals
        noise.add(to: &totals, on: .integers)
        return totals
    }

    /// An exact total, rounded to the plan's grid, with a draw; in steps of 2^coarsening.
    ///
    /// A total is limited to ±2^125 before and after the noise. Limiting before moves no two totals apart; limiting
    /// after is post-processing of the exact sum: a draw is exact as long as it is below 2^126, and to come that far the
    /// sampler would have to extend one draw 2^63 times.
    func noisy(_ total: Int128, _ draw: Int128) -> Int128 {
        let rounded = total.roundedDivision(byPowerOfTwo: coarsening).clamped(toPowerOfTwo: 125)
        return (rounded + draw.clamped(toPowerOfTwo: 126)).clamped(toPowerOfTwo: 125)
    }
}
