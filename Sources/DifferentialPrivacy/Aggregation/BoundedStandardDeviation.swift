/// The standard deviation (of the population) of entries clamped to declared bounds: the root of ``BoundedVariance``'s
/// noisy variance, at the same cost.
public struct BoundedStandardDeviation<Entry: EntryNumber>: NumericAggregation {
    public typealias Value = Double

    private let variance: BoundedVariance<Entry>

    /// A standard deviation.
    ///
    /// - Parameters:
    ///   - epsilon: finite, at least 2^-50; each release costs this.
    ///   - lowerBound: smaller entries count as this; in the entries' unit.
    ///   - upperBound: larger entries count as this; above `lowerBound`.
    ///   - maxPartitionsContributed: in how many releases made with this description one privacy unit is; at least 1.
    ///   - maxContributionsPerPartition: how many entries one privacy unit has in a release; at least 1.
    ///   - noise: Laplace, Gaussian, or whichever has the lower variance.
    /// - Throws: ``ParameterError``.
    public init(
        epsilon: Double, lowerBound: Entry, upperBound: Entry,
        maxPartitionsContributed: Int = 1, maxContributionsPerPartition: Int = 1,
        noise: Noise = .laplace
    ) throws(ParameterError) {
        variance = try BoundedVariance(
            epsilon: epsilon, lowerBound: lowerBound, upperBound: upperBound,
            maxPartitionsContributed: maxPartitionsContributed,
            maxContributionsPerPartition: maxContributionsPerPartition, noise: noise)
    }

    public init(
        _ bounded: _BoundedParameters<Entry>, _on grid: _EntryGrid, squaresMatch: Bool
    ) throws(ParameterError) {
        variance = try BoundedVariance(bounded, _on: grid, squaresMatch: squaresMatch)
    }

    public var event: PrivacyEvent { variance.event }
}

extension BoundedStandardDeviation {
    public static var _code: UInt8 { 5 }
    @inlinable public static var _needsSquares: Bool { true }
    public static var _automaticCode: UInt8 { 15 }
    public static var _isCentred: Bool { true }
    public static var _coordinates: Int { 3 }
    public var _bounded: _BoundedParameters<Entry> { variance._bounded }
    public var _grid: _EntryGrid { variance._grid }

    public func _release(_ totals: _ExactTotals, confidenceLevel: Double?) -> Release<Double> {
        let squared = variance._release(totals, confidenceLevel: confidenceLevel)
        return Release(
            value: squared.value.squareRoot(),
            interval: squared.interval.map {
                ConfidenceInterval(
                    $0.lowerBound.squareRoot(), $0.upperBound.squareRoot(),
                    confidenceLevel: $0.confidenceLevel)
            },
            event: event,
            granularity: squared.granularity)
    }
}
