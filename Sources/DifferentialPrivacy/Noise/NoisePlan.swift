/// How the noise of one release is calibrated: the grid of the exact totals, their sensitivity there, the scale.
///
/// The sensitivity is exact (exact integers on the entries' grid), except where the noise is so large that the totals
/// are first rounded to a coarser grid 2^coarsening: rounding a total to the nearest multiple moves each coordinate's
/// distance Δ to at most floor(Δ / 2^coarsening) + 1 steps, and there `+ 1` a coordinate is paid.
struct NoisePlan: Hashable, Sendable {
    /// The totals are rounded to multiples of 2^coarsening grid steps before noise is added.
    let coarsening: Int
    /// How far one privacy unit moves the (coarsened) totals, summed over coordinates and partitions.
    let l1Sensitivity: Rational
    /// The least double at or above l1Sensitivity / ε.
    let scale: Double
    /// How many integers are released together.
    let coordinates: Int

    /// - Parameters:
    ///   - entrySensitivity: how far one entry moves the exact totals, summed over coordinates, in grid steps.
    ///   - coordinates: how many totals are released together.
    /// - Throws: `ParameterError` if the scale passes 2^55, beyond which noise isn't drawn.
    init(
        entrySensitivity: Rational, coordinates: Int, limits: ContributionLimits, epsilon: Epsilon
    ) throws(ParameterError) {
        let partitions = Rational(limits.maxPartitionsContributed)
        let inPartition = entrySensitivity * Rational(limits.maxContributionsPerPartition)
        let exact = partitions * inPartition
        var coarsening = 0
        var sensitivity = exact
        if (exact / epsilon.exact).roundedUp > 0x1p41 {
            // Down to a scale of 2^40, but leave the sensitivity at least 2^10 steps, so that + 1 stays small.
            let wanted = (exact / epsilon.exact).ceilLog2 - 40
            coarsening = max(0, min(wanted, inPartition.ceilLog2 - 11))
        }
        if coarsening > 0 {
            let steps = inPartition.scaled(byPowerOfTwo: -coarsening).floor
            sensitivity = partitions * (steps + Rational(coordinates))
        }
        let scale = (sensitivity / epsilon.exact).roundedUp
        guard scale <= 0x1p55 else {
            let limit = limits.maxPartitionsContributed > limits.maxContributionsPerPartition
            throw ParameterError(
                limit ? .maxPartitionsContributed : .maxContributionsPerPartition,
                .noiseNotTooLarge,
                .integer(
                    limit ? limits.maxPartitionsContributed : limits.maxContributionsPerPartition))
        }
        self.coarsening = coarsening
        self.l1Sensitivity = sensitivity
        self.scale = scale
        self.coordinates = coordinates
    }

    var law: DiscreteLaplaceLaw { DiscreteLaplaceLaw(scale: scale) }

    func event(epsilon: Epsilon) -> PrivacyEvent {
        PrivacyEvent(
            .discreteLaplace(
                epsilon: epsilon.exact, l1Sensitivity: l1Sensitivity,
                scale: Rational(exactly: scale), coordinates: coordinates))
    }

    /// The exact totals, rounded to the plan's grid, each with noise of its own; in steps of 2^coarsening.
    ///
    /// A total is limited to ±2^125 before and a noisy one to ±2^126 after the noise. Limiting before moves no two
    /// totals apart; limiting after is post-processing; and since noise is exact below 2^126, nothing is cut off
    /// that the limits don't cut off.
    func noisy(_ totals: [Int128]) -> [Int128] {
        let noise = DiscreteLaplaceNoise(scale: scale)
        return totals.map { total in
            let rounded = total.roundedDivision(byPowerOfTwo: coarsening)
            let sum = rounded.clamped(toPowerOfTwo: 125).addingReportingOverflow(noise.draw())
            let value = sum.overflow ? (rounded > 0 ? Int128.max : Int128.min) : sum.partialValue
            return value.clamped(toPowerOfTwo: 126)
        }
    }
}
