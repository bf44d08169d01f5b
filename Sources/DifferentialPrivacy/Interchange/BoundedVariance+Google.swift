extension BoundedVariance: GoogleInterchange {
    public static var _googleName: String { "BoundedVarianceSummary" }

    public func _googleMessage(of state: _ExactTotals) throws(SummaryError) -> [UInt8] {
        try googleMoments(of: state)
    }

    public func _state(
        ofGoogleMessage bytes: ArraySlice<UInt8>
    ) throws(SummaryError) -> _ExactTotals {
        try totals(ofGoogleMoments: bytes)
    }
}

extension BoundedStandardDeviation: GoogleInterchange {
    public static var _googleName: String { "BoundedVarianceSummary" }

    public func _googleMessage(of state: _ExactTotals) throws(SummaryError) -> [UInt8] {
        try googleMoments(of: state)
    }

    public func _state(
        ofGoogleMessage bytes: ArraySlice<UInt8>
    ) throws(SummaryError) -> _ExactTotals {
        try totals(ofGoogleMoments: bytes)
    }
}

/// Moments are of the entries themselves there, in doubles, and of the distances from `centre` here. Moving them costs two
/// roundings of a double, as large as the last one that the sum of squares had there; where the bounds are narrow and
/// far from 0, those of the format take digits of the variance with them.
extension NumericAggregation {
    private var centre: Double {
        Self.isOfIntegers ? Double(_grid.integerLower) : _grid.centre
    }

    /// Σ(y + `distance`)² from n = `count`, Σy, Σy².
    private func movedSquares(
        _ squares: Double, sum: Double, count: UInt64, by distance: Double
    ) -> Double {
        let inner = (2 * sum).addingProduct(Double(count), distance)
        return squares.addingProduct(distance, inner)
    }

    func googleMoments(of state: _ExactTotals) throws(SummaryError) -> [UInt8] {
        let squares = movedSquares(
            Double(sign: .plus, exponent: 2 * _grid.exponent, significand: Double(state.squares)),
            sum: state.sum.scaledDouble(byPowerOfTwo: _grid.exponent), count: state.count,
            by: centre)
        guard squares.isFinite else { throw .capacityPassed }
        var message = Google.BoundedVarianceSummary()
        message.count = Int64(state.count)
        message.positiveSums = [
            try googleValue(indexSum: state.sum, count: state.count, origin: 0)
        ]
        message.positiveSquares = [squares]
        return message.wire
    }

    func totals(ofGoogleMoments bytes: ArraySlice<UInt8>) throws(SummaryError) -> _ExactTotals {
        let message = try Google.BoundedVarianceSummary(wire: bytes)
        let count = try Google.entries(message.count, capacity: _capacity)
        let others =
            !message.negativeSums.isEmpty || message.bins != nil || message.bounds != nil
            || !message.negativeSquares.isEmpty || message.positiveSquares.count > 1
        let sum = try indexSum(
            ofGoogle: message.positiveSums, others: others, count: count, origin: 0
        ).limited(
            to: possibleSums(count: count), tolerance: tolerance(count: count, origin: 0))
        guard let googleSquares = message.positiveSquares.first else { throw .damaged }
        let googleSum: Double =
            switch message.positiveSums[0].content {
            case .integer(let total): Double(total)
            case .real(let total): total
            default: 0
            }
        let squares = try _grid.steps(
            movedSquares(googleSquares, sum: googleSum, count: count, by: -centre),
            unit: 2 * _grid.exponent
        ).limited(
            to: possibleSquares(count: count, sum: sum), tolerance: squaresTolerance(count: count))
        return _ExactTotals(count: count, sum: sum, squares: UInt128(squares))
    }

    /// From the least that `count` indices with this sum can have, all as equal as possible, to the greatest, all but one
    /// at a bound.
    private func possibleSquares(count: UInt64, sum: Int128) -> ClosedRange<Int128> {
        guard count > 0 else { return 0...0 }
        let entries = Int128(count)
        let lower = _grid.lowerIndex
        let upper = _grid.upperIndex
        let share = (sum - (sum % entries + entries) % entries) / entries
        let larger = sum - entries * share
        let least = entries * share * share + larger * (2 * share + 1)
        let (atUpper, rest) = (sum - entries * lower).quotientAndRemainder(
            dividingBy: upper - lower)
        let between = rest == 0 ? 0 : (lower + rest) * (lower + rest)
        let atLower = entries - atUpper - (rest == 0 ? 0 : 1)
        return least...atUpper * upper * upper + between + atLower * lower * lower
    }

    /// As for sums: the additions' roundings and ours, of at most n · `largest`²; an index, half a step off, changes its
    /// square by less than its magnitude and 1; and the greatest sum of squares moves with the sum.
    private func squaresTolerance(count: UInt64) -> Double {
        let entries = Double(count)
        let largest = largestInSteps(origin: 0)
        let largestIndex = Double(
            max(_grid.lowerIndex.magnitude, _grid.upperIndex.magnitude))
        let additions = entries * (entries + 16) * largest * largest * 0x1p-53
        if gridIsExact { return additions }
        return additions + 2 * entries * (largestIndex + 1)
            + 2 * largestIndex * tolerance(count: count, origin: 0)
    }
}
