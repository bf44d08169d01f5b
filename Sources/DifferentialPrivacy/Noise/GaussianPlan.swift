/// Gaussian noise for exact totals, rounded once: what is released is the multiple of 2^(coarsening) grid steps next to
/// total + σN for the ideal, real normal N. Rounding is post-processing, so the sensitivity is that of the totals.
///
/// One unit moves the totals of each of l0 partitions by at most linf times what an entry does, so all of them by
/// √l0 · linf · entry in L2 norm. A total lies between the released multiples, at a phase of which a double holds 50
/// binary digits. Where more would be needed (σ from 2^72 grid steps on) the totals are rounded first, and one step a
/// coordinate and partition is paid, √(l0 · coordinates) in L2 norm.
struct GaussianPlan: Hashable, Sendable {
    /// The totals are rounded to multiples of 2^rounding grid steps first; mostly 0.
    let rounding: Int
    /// The released step is 2^fraction of these.
    let fraction: Int
    /// In steps of 2^rounding.
    let l2Sensitivity: Rational
    /// In steps of 2^rounding.
    let standardDeviation: Double
    /// In released steps.
    let noise: RoundedGaussianNoise
    /// What one release does to privacy.
    let event: PrivacyEvent

    var coarsening: Int { rounding + fraction }

    /// - Parameters: as those of ``NoisePlan``.
    /// - Throws: `ParameterError` if σ passes 2^140 grid steps, far beyond any total.
    init(
        entrySensitivity: Rational, coordinates: Int, limits: ContributionLimits, epsilon: Epsilon,
        delta: Delta
    ) throws(ParameterError) {
        let partitions = Rational(limits.maxPartitionsContributed)
        let inPartition = entrySensitivity * Rational(limits.maxContributionsPerPartition)
        let exact = Rational(exactly: (inPartition * inPartition * partitions).squareRootRoundedUp)
        let multiplier = GaussianCalibration.multiplier(for: epsilon, delta)
        let largest = multiplier * exact
        guard largest < Rational.one.scaled(byPowerOfTwo: 140) else {
            throw ParameterError(
                .maxPartitionsContributed, .noiseNotTooLarge,
                .integer(limits.maxPartitionsContributed))
        }
        rounding = max(0, largest.ceilLog2 - 72)
        var sensitivity = exact
        if rounding > 0 {
            let steps = Rational(exactly: (partitions * Rational(coordinates)).squareRootRoundedUp)
            sensitivity = exact.scaled(byPowerOfTwo: -rounding) + steps
        }
        // The sampler's least σ is 2^-6; a larger σ than is needed costs less.
        let deviation = max((multiplier * sensitivity).roundedUp, 0x1p-6)
        l2Sensitivity = sensitivity
        standardDeviation = deviation
        fraction = max(0, Int(deviation.exponent) - 21)
        // The steps that are paid may be more than all else. A phase of at most 52 digits is a double.
        guard fraction <= 52 else {
            throw ParameterError(
                .maxPartitionsContributed, .noiseNotTooLarge,
                .integer(limits.maxPartitionsContributed))
        }
        // Exact: scaling by a power of two.
        noise = RoundedGaussianNoise(
            scale: deviation * Double(sign: .plus, exponent: -fraction, significand: 1))
        event = PrivacyEvent(
            .gaussian(
                epsilon: epsilon.exact, delta: delta.exact,
                standardDeviation: Rational(exactly: deviation), l2Sensitivity: sensitivity))
    }

    /// An exact total with fresh noise, in released steps.
    ///
    /// Totals are limited to ±2^125, which moves no two apart; with noise below 2^51 steps (the sampler's end) the sum
    /// stays within 127 bits.
    func noisy(_ total: Int128) -> Int128 {
        let (steps, phase) = place(of: total)
        return steps + Int128(noise.draw(phase: phase))
    }

    /// The released step next to a total, and how far the total lies above it: from −1/2 to 1/2, exactly.
    func place(of total: Int128) -> (steps: Int128, phase: Double) {
        let rounded = total.roundedDivision(byPowerOfTwo: rounding).clamped(toPowerOfTwo: 125)
        let steps = rounded.roundedDivision(byPowerOfTwo: fraction)
        let above = Double(Int64(rounded - steps << Int128(fraction)))
        return (steps, above * Double(sign: .plus, exponent: -fraction, significand: 1))
    }
}
