/// The mean of entries clamped to declared bounds.
///
/// Releases the pair A = Σ(x − lower), B = Σ(upper − x). One entry moves (A, B) by exactly R = upper − lower in L1 norm,
/// so each gets Laplace noise of scale R · l0 · linf / ε at full ε: nothing is split, and the variance is half of that
/// of a noisy sum over a noisy count at ε/2 each, for every data set (Kulesza, Suresh, Wang 2023, "Mean estimation in
/// the add-remove model of differential privacy"). The mean is middle + (A − B)/2 / max(1, (A + B)/R), clamped to
/// the bounds. Derivation: docs/derivations.md.
public struct BoundedMean<Entry: EntryNumber>: NumericAggregation {
    public typealias Value = Double

    public let _bounded: _BoundedParameters<Entry>
    let plan: NoisePlan
    public let _grid: _EntryGrid

    /// A mean.
    ///
    /// - Parameters:
    ///   - epsilon: finite, at least 2^-50; each release costs this.
    ///   - lowerBound: smaller entries count as this; in the entries' unit.
    ///   - upperBound: larger entries count as this; above `lowerBound`.
    ///   - maxPartitionsContributed: in how many means made with this description one privacy unit is; at least 1.
    ///   - maxContributionsPerPartition: how many entries one privacy unit has in a mean; at least 1.
    ///   - noise: Laplace, Gaussian, or whichever has the lower variance.
    /// - Throws: ``ParameterError``.
    public init(
        epsilon: Double, lowerBound: Entry, upperBound: Entry,
        maxPartitionsContributed: Int = 1, maxContributionsPerPartition: Int = 1,
        noise: Noise = .laplace
    ) throws(ParameterError) {
        let bounded = try _BoundedParameters(
            epsilon: epsilon, lowerBound: lowerBound, upperBound: upperBound,
            maxPartitionsContributed: maxPartitionsContributed,
            maxContributionsPerPartition: maxContributionsPerPartition, noise: noise)
        try self.init(
            bounded, _on: try bounded.grid(centred: true, squares: false), squaresMatch: true)
    }

    public init(
        _ bounded: _BoundedParameters<Entry>, _on grid: _EntryGrid, squaresMatch: Bool
    ) throws(ParameterError) {
        _bounded = bounded
        _grid = grid
        plan = try bounded.plan(
            entrySensitivity: Rational(grid.width),
            coordinates: Self._coordinates)
    }

    public var event: PrivacyEvent { plan.event }
}

extension BoundedMean {
    /// The integers that get noise: Σ(x − lower) and Σ(upper − x) in grid steps.
    func exactTotals(_ totals: _ExactTotals) -> [Int128] {
        let count = Int128(totals.count)
        return [totals.sum - count * _grid.lowerIndex, count * _grid.upperIndex - totals.sum]
    }

    public static var _code: UInt8 { 3 }
    @inlinable public static var _needsSquares: Bool { false }
    public static var _automaticCode: UInt8 { 13 }
    public static var _isCentred: Bool { true }
    public static var _coordinates: Int { 2 }

    public func _release(_ totals: _ExactTotals, confidenceLevel: Double?) -> Release<Double> {
        let noisy = exactTotals(totals).map { plan.noisy($0) }
        // From here on everything is post-processing of the two noisy integers, in steps of 2^coarsening.
        let coarsening = plan.coarsening
        let difference = (noisy[0] - noisy[1]).scaledDouble(byPowerOfTwo: coarsening)
        let sum = (noisy[0] + noisy[1]).scaledDouble(byPowerOfTwo: coarsening)
        let width = _grid.width.scaledDouble(byPowerOfTwo: 0)
        let range = _grid.range
        // The mean's place between the bounds, from −1/2 to 1/2.
        let place = min(max(difference / 2 / max(width, sum), -0.5), 0.5)
        return Release(
            value: clamped(_grid.middle + place * range),
            interval: confidenceLevel.map { level in
                let coarse = Double(sign: .plus, exponent: coarsening, significand: 1)
                let shares = FiellerInterval(
                    above: noisy[0].scaledDouble(byPowerOfTwo: coarsening),
                    below: noisy[1].scaledDouble(byPowerOfTwo: coarsening),
                    estimate: place + 0.5, plan: plan, resolution: coarse, level: level)
                return ConfidenceInterval(
                    clamped(_grid.middle + (shares.lower - 0.5) * range),
                    clamped(_grid.middle + (shares.upper - 0.5) * range), confidenceLevel: level)
            },
            event: event,
            granularity: Double(
                sign: .plus, exponent: _grid.exponent + coarsening, significand: 1))
    }

    private func clamped(_ value: Double) -> Double {
        min(max(value, lowerBound._double), upperBound._double)
    }
}
