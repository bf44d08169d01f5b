extension Count: GoogleInterchange {
    public static var _googleName: String { "CountSummary" }

    public func _googleMessage(of state: _ExactTotals) -> [UInt8] {
        var message = Google.CountSummary()
        message.count = Int64(state.count)
        return message.wire
    }

    public func _state(
        ofGoogleMessage bytes: ArraySlice<UInt8>
    ) throws(SummaryError) -> _ExactTotals {
        let message = try Google.CountSummary(wire: bytes)
        guard
            message.parameters.agree(
                epsilon: epsilon, maxPartitionsContributed: maxPartitionsContributed,
                maxContributionsPerPartition: maxContributionsPerPartition)
        else { throw .differentParameters }
        let count = try Google.entries(message.count, capacity: _capacity)
        return _ExactTotals(count: count, sum: 0, squares: 0)
    }
}

extension Google {
    /// A number of entries: it must be there, not negative, and fit an accumulator.
    static func entries(_ count: Int64?, capacity: UInt64) throws(SummaryError) -> UInt64 {
        guard let count else { throw .damaged }
        guard let entries = UInt64(exactly: count) else { throw .impossibleTotals }
        guard entries <= capacity else { throw .capacityPassed }
        return entries
    }
}
