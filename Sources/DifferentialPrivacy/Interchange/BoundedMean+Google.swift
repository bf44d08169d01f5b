extension BoundedMean: GoogleInterchange {
    public static var _googleName: String { "BoundedMeanSummary" }

    /// Google's middle of the bounds, from which floating-point entries are measured there, rounded as there.
    private var googleMiddle: Double {
        lowerBound._double + (upperBound._double - lowerBound._double) / 2
    }

    public func _googleMessage(of state: _ExactTotals) throws(SummaryError) -> [UInt8] {
        var message = Google.BoundedMeanSummary()
        message.count = Int64(state.count)
        message.positiveSums = [
            try googleValue(indexSum: state.sum, count: state.count, origin: googleMiddle)
        ]
        return message.wire
    }

    public func _state(
        ofGoogleMessage bytes: ArraySlice<UInt8>
    ) throws(SummaryError) -> _ExactTotals {
        let message = try Google.BoundedMeanSummary(wire: bytes)
        let count = try Google.entries(message.count, capacity: _capacity)
        let sum = try indexSum(
            ofGoogle: message.positiveSums,
            others: !message.negativeSums.isEmpty || message.bins != nil || message.bounds != nil,
            count: count, origin: googleMiddle)
        return _ExactTotals(
            count: count,
            sum: try sum.limited(
                to: possibleSums(count: count),
                tolerance: tolerance(count: count, origin: googleMiddle)),
            squares: 0)
    }
}
