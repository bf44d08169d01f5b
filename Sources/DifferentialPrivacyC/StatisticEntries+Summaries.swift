internal import CPrivacyInterface
internal import DifferentialPrivacy

extension StatisticEntries {
    /// The entries in one of the two formats.
    func bytes(format: Int32) throws(Failure) -> [UInt8] {
        let state = try totals.snapshot()
        switch Int(format) {
        case Int(DP_FORMAT_SUMMARY):
            return Summary(aggregation: totals.statistic, state: state).serialized()
        case Int(DP_FORMAT_GOOGLE):
            guard let statistic = totals.statistic as? any GoogleInterchange else {
                throw .unsupported("Google's format has no message for this statistic")
            }
            return try googleBytes(statistic, state)
        default: throw .unknown("format", format)
        }
    }

    /// The totals of a summary in one of the two formats.
    func state(_ bytes: [UInt8], format: Int32) throws(Failure) -> Statistic.State {
        do {
            switch Int(format) {
            case Int(DP_FORMAT_SUMMARY):
                return try Summary(serialized: bytes, for: totals.statistic).state
            case Int(DP_FORMAT_GOOGLE):
                if let google = totals.statistic as? any GoogleInterchange {
                    return try googleState(google, bytes) as! Statistic.State
                }
                if let order = totals.statistic as? any OrderStatistic {
                    return try googleEntries(order, bytes) as! Statistic.State
                }
                throw Failure.unsupported("Google's format has no message for this statistic")
            default: throw Failure.unknown("format", format)
            }
        } catch let error as SummaryError {
            throw Failure(error)
        } catch {
            throw error as! Failure
        }
    }
}

private func googleBytes<Statistic: GoogleInterchange>(
    _ statistic: Statistic, _ state: any Sendable
) throws(Failure) -> [UInt8] {
    do {
        return try Summary(aggregation: statistic, state: state as! Statistic.State)
            .googleSerialized()
    } catch {
        throw Failure(error)
    }
}

private func googleState<Statistic: GoogleInterchange>(
    _ statistic: Statistic, _ bytes: [UInt8]
) throws(SummaryError) -> any Sendable {
    try Summary(googleSerialized: bytes, for: statistic).state
}

private func googleEntries<Statistic: OrderStatistic>(
    _ statistic: Statistic, _ bytes: [UInt8]
) throws(SummaryError) -> any Sendable {
    var accumulator = statistic.makeAccumulator()
    try accumulator.addEntries(googleSerialized: bytes)
    return accumulator.summary().state
}
