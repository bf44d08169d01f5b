internal import CPrivacyInterface
internal import DifferentialPrivacy

/// The entries of one statistic.
class StatisticEntries<Statistic: Aggregation>: Entries where Statistic.State: CountedState {
    let totals: Totals<Statistic>

    init(_ totals: Totals<Statistic>, _ actions: Actions) {
        self.totals = totals
        super.init(actions)
    }

    override func copy() throws(Failure) -> Entries {
        let state = try totals.snapshot()
        let copy = makeEmpty()
        (copy as? StatisticEntries<Statistic>)?.totals.put(state)
        return copy
    }

    override func merge(_ other: Entries) throws(Failure) {
        guard other !== self, let other = other as? StatisticEntries<Statistic>,
            other.totals.statistic == totals.statistic
        else { throw Failure(SummaryError.differentParameters) }
        let part = try other.totals.take()
        do {
            try totals.merge(part)
        } catch {
            other.totals.put(part)
            throw error
        }
    }

    override func merge(_ bytes: [UInt8], format: Int32) throws(Failure) {
        try totals.merge(state(bytes, format: format))
    }

    override func serialized(format: Int32) throws(Failure) -> [UInt8] {
        try bytes(format: format)
    }

    override func memoryUsed() throws(Failure) -> Int {
        let state = try totals.snapshot()
        return MemoryLayout<Statistic>.size + MemoryLayout<Statistic.State>.size
            + state._bytesElsewhere
    }
}

extension Totals where Statistic.Value: Answer {
    /// The answer, which takes the totals.
    func release(_ confidenceLevel: Double?, size: Int) throws(Failure) -> dp_release {
        let state = try take()
        do {
            let release = try statistic._release(state, confidenceLevel: confidenceLevel)
            return dp_release(release, size: size)
        } catch {
            throw (error as? BoundsError).map { Failure($0) } ?? .unsupported("no answer")
        }
    }
}
