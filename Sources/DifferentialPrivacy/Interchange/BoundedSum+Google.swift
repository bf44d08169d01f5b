extension BoundedSum: GoogleInterchange {
    public static var _googleName: String { "BoundedSumSummary" }

    public func _googleMessage(of state: _ExactTotals) throws(SummaryError) -> [UInt8] {
        var message = Google.BoundedSumSummary()
        message.positiveSums = [
            try googleValue(indexSum: state.sum, count: state.count, origin: 0)
        ]
        return message.wire
    }

    /// The message has no count: the fewest entries that can have the sum stand for those that had it. A release depends
    /// on the sum alone.
    public func _state(
        ofGoogleMessage bytes: ArraySlice<UInt8>
    ) throws(SummaryError) -> _ExactTotals {
        let message = try Google.BoundedSumSummary(wire: bytes)
        guard
            message.parameters.agree(
                epsilon: epsilon, lower: lowerBound._double, upper: upperBound._double,
                maxPartitionsContributed: maxPartitionsContributed,
                maxContributionsPerPartition: maxContributionsPerPartition)
        else { throw .differentParameters }
        // With a count of 0 the sum of indices is that of the entries themselves, in steps.
        let total = try indexSum(
            ofGoogle: message.positiveSums,
            others: !message.negativeSums.isEmpty || message.bins != nil || message.bounds != nil,
            count: 0, origin: 0)
        return try fewestEntries(total: total)
    }

    private func fewestEntries(total: Int128) throws(SummaryError) -> _ExactTotals {
        let lower = _grid.base + _grid.lowerIndex
        let upper = _grid.base + _grid.upperIndex
        func limited(_ count: Int128) -> Int128 {
            min(max(total, count * lower), count * upper)
        }
        // So many of the larger bound's entries fit into the total, and one more may be needed.
        let entry = total > 0 ? max(upper, 0) : min(lower, 0)
        let (quotient, remainder) =
            entry == 0 ? (0, 0) : total.quotientAndRemainder(dividingBy: entry)
        guard quotient < Int128(_capacity) else { throw .capacityPassed }
        var count = quotient
        if remainder != 0,
            (total - limited(quotient + 1)).magnitude <= (total - limited(quotient)).magnitude
        {
            count += 1
        }
        let entries = UInt64(count)
        let sum = try total.limited(
            to: count * lower...count * upper, tolerance: tolerance(count: entries, origin: 0))
        return _ExactTotals(count: entries, sum: sum - count * _grid.base, squares: 0)
    }
}
