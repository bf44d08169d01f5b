/// The variance (of the population: divided by n) of entries clamped to declared bounds.
///
/// With an entry's place k in 0...K on the grid between the bounds, releases Σ(K−k)², Σ2k(K−k), Σk². The three terms of
/// an entry sum to exactly K², so each total gets Laplace noise of scale K² · l0 · linf / ε at full ε. Count, mean and
/// mean square follow from the noisy triple; the result is clamped to 0 ... R²/4. Derivation: docs/derivations.md.
public struct BoundedVariance<Entry: EntryNumber>: NumericAggregation {
    public typealias Value = Double

    public let _bounded: _BoundedParameters<Entry>
    let plan: NoisePlan
    public let _grid: _EntryGrid

    /// A variance.
    ///
    /// - Parameters:
    ///   - epsilon: finite, at least 2^-50; each release costs this.
    ///   - lowerBound: smaller entries count as this; in the entries' unit.
    ///   - upperBound: larger entries count as this; above `lowerBound`.
    ///   - maxPartitionsContributed: in how many variances made with this description one privacy unit is; at least 1.
    ///   - maxContributionsPerPartition: how many entries one privacy unit has in a variance; at least 1.
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
            bounded, _on: try bounded.grid(centred: true, squares: true), squaresMatch: true)
    }

    public init(
        _ bounded: _BoundedParameters<Entry>, _on grid: _EntryGrid, squaresMatch: Bool
    ) throws(ParameterError) {
        _bounded = bounded
        _grid = grid
        guard (0x1p-480...0x1p480).contains(grid.range) else {
            throw ParameterError(
                .bounds, .squareable,
                .range(bounded.lowerBound._double, bounded.upperBound._double))
        }
        // The rounding of sum and squares moves the triple by 4K + 8|lower| + 4 (docs/derivations-bounds.md, section 3).
        let rounding = squaresMatch ? 0 : 4 * grid.width + 8 * Int128(grid.lowerIndex.magnitude) + 4
        plan = try bounded.plan(
            entrySensitivity: Rational(grid.width) * Rational(grid.width) + Rational(rounding),
            coordinates: Self._coordinates)
    }

    public var event: PrivacyEvent { plan.event }
}

extension BoundedVariance {
    /// The integers that get noise.
    func exactTotals(_ totals: _ExactTotals) -> [Int128] {
        BernsteinTriple(totals, on: _grid).totals
    }

    public static var _code: UInt8 { 4 }
    @inlinable public static var _needsSquares: Bool { true }
    public static var _automaticCode: UInt8 { 14 }
    public static var _isCentred: Bool { true }
    public static var _coordinates: Int { 3 }

    public func _release(_ totals: _ExactTotals, confidenceLevel: Double?) -> Release<Double> {
        let noisy = exactTotals(totals).map {
            plan.noisy($0).scaledDouble(byPowerOfTwo: plan.coarsening)
        }
        // From here on everything is post-processing of the three noisy integers.
        let width = _grid.width.scaledDouble(byPowerOfTwo: 0)
        let range = _grid.range
        let coarse = Double(sign: .plus, exponent: plan.coarsening, significand: 1)
        return Release(
            value: BernsteinTriple.variance(noisy, oneEntry: width * width) * range * range,
            interval: confidenceLevel.map { level in
                let radius = plan.radius(covering: exponential(naturalLogarithm(level) / 3))
                let shares = VarianceInterval(noisy, radius: radius * coarse)
                return ConfidenceInterval(
                    shares.lower * range * range, shares.upper * range * range,
                    confidenceLevel: level)
            },
            event: event,
            granularity: Double(
                sign: .plus, exponent: 2 * _grid.exponent + plan.coarsening, significand: 1))
    }
}
