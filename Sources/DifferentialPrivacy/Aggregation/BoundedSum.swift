/// The sum of entries clamped to declared bounds, with discrete Laplace noise for a sensitivity of
/// l0 · linf · max(|lower|, |upper|).
///
/// Entries become integers on a public grid and are summed exactly, so order and sharding don't matter and one entry
/// changes the sum by no more than the larger bound. Rounding to the grid biases the sum by at most half a step an entry.
public struct BoundedSum<Entry: EntryNumber>: NumericAggregation {
    public typealias Value = Entry.Sum

    public let _bounded: _BoundedParameters<Entry>
    let plan: NoisePlan
    public let _grid: _EntryGrid

    /// A sum.
    ///
    /// - Parameters:
    ///   - epsilon: finite, at least 2^-50; each release costs this.
    ///   - lowerBound: smaller entries count as this; in the entries' unit.
    ///   - upperBound: larger entries count as this; above `lowerBound`.
    ///   - maxPartitionsContributed: in how many sums made with this description one privacy unit is; at least 1.
    ///   - maxContributionsPerPartition: how many entries one privacy unit has in a sum; at least 1.
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
            bounded, _on: try bounded.grid(centred: false, squares: false), squaresMatch: true)
    }

    public init(
        _ bounded: _BoundedParameters<Entry>, _on grid: _EntryGrid, squaresMatch: Bool
    ) throws(ParameterError) {
        _bounded = bounded
        _grid = grid
        // The indices of the bounds from 0: what one entry adds to the sum at most.
        let largest = max(
            (grid.base + grid.lowerIndex).magnitude, (grid.base + grid.upperIndex).magnitude)
        plan = try bounded.plan(
            entrySensitivity: Rational(Int128(largest)),
            coordinates: Self._coordinates)
    }

    public var event: PrivacyEvent { plan.event }

    /// Where the noise lies: symmetric around 0, by the exact quantile, in the entries' unit. Costs no privacy.
    ///
    /// - Parameter confidenceLevel: between 0 and 1, exclusive.
    public func noiseConfidenceInterval(confidenceLevel: Double) -> ConfidenceInterval {
        interval(around: 0, confidenceLevel)
    }

    private var stepExponent: Int { _grid.exponent + plan.coarsening }

    private func interval(around value: Double, _ level: Double) -> ConfidenceInterval {
        ConfidenceInterval.checkLevel(level)
        let step = Double(sign: .plus, exponent: stepExponent, significand: 1)
        let radius = plan.radius(covering: level) * step
        return ConfidenceInterval(value - radius, value + radius, confidenceLevel: level)
    }
}

extension BoundedSum {
    /// The integer that gets noise: the exact sum in grid steps.
    func exactTotals(_ totals: _ExactTotals) -> [Int128] {
        [totals.sum + Int128(totals.count) * _grid.base]
    }

    public static var _code: UInt8 { 2 }
    @inlinable public static var _needsSquares: Bool { false }
    public static var _automaticCode: UInt8 { 12 }
    public static var _isCentred: Bool { false }
    public static var _coordinates: Int { 1 }

    public func _release(
        _ totals: _ExactTotals, confidenceLevel: Double?
    ) -> Release<Entry.Sum> {
        let noisy = plan.noisy(exactTotals(totals)[0])
        return Release(
            value: Entry._sum(noisy, exponent: stepExponent),
            interval: confidenceLevel.map {
                interval(around: noisy.scaledDouble(byPowerOfTwo: stepExponent), $0)
            },
            event: event,
            granularity: Double(sign: .plus, exponent: stepExponent, significand: 1))
    }
}
