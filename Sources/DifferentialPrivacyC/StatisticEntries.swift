internal import CPrivacyInterface
internal import DifferentialPrivacy
internal import Synchronization

/// The entries of one statistic, as exact totals, until they are released.
class StatisticEntries<Statistic: Aggregation>: Entries where Statistic.State: CountedState {
    let statistic: Statistic
    private let held: Mutex<Held?>

    private struct Held: Sendable {
        var state: Statistic.State
        /// At least as many as the state has, so that its capacity is never passed.
        var entries: UInt64
    }

    init(_ statistic: Statistic) {
        self.statistic = statistic
        held = Mutex(Held(state: statistic._emptyState, entries: 0))
    }

    /// From so many entries on they are summed apart from the rest, and other threads needn't wait.
    private static var large: Int { 1 << 18 }

    /// Lets `add` add that many entries or fewer.
    func update(_ count: Int, _ add: (inout Statistic.State) -> Void) throws(Failure) {
        let room = statistic._capacity
        guard count < Self.large else {
            guard UInt64(count) <= room else { throw .tooManyEntries }
            _ = try snapshot()
            var part = statistic._emptyState
            add(&part)
            return try merge(part)
        }
        try held.withLock { held throws(Failure) in
            guard held != nil else { throw .released }
            guard UInt64(count) <= room - held!.entries else { throw .tooManyEntries }
            add(&held!.state)
            held!.entries += UInt64(count)
        }
    }

    /// The totals as they are; what is large in them is shared until one changes.
    func snapshot() throws(Failure) -> Statistic.State {
        try held.withLock { held throws(Failure) in
            guard let held else { throw .released }
            return held.state
        }
    }

    func merge(_ part: Statistic.State) throws(Failure) {
        let entries = part.numberOfEntries
        let capacity = statistic._capacity
        try held.withLock { held throws(Failure) in
            guard held != nil else { throw .released }
            do throws(SummaryError) {
                try held!.state._merge(part, capacity: capacity)
            } catch {
                throw Failure(error)
            }
            let (sum, overflow) = held!.entries.addingReportingOverflow(entries)
            held!.entries = overflow ? capacity : min(sum, capacity)
        }
    }

    private func take() throws(Failure) -> Statistic.State {
        try held.withLock { held throws(Failure) in
            guard let taken = held else { throw .released }
            held = nil
            return taken.state
        }
    }

    private func put(back state: Statistic.State) {
        held.withLock { $0 = Held(state: state, entries: state.numberOfEntries) }
    }

    override func copy() throws(Failure) -> Entries {
        let state = try snapshot()
        let copy = makeEmpty()
        (copy as? StatisticEntries<Statistic>)?.put(back: state)
        return copy
    }

    override func merge(_ other: Entries) throws(Failure) {
        guard other !== self, let other = other as? StatisticEntries<Statistic>,
            other.statistic == statistic
        else { throw Failure(SummaryError.differentParameters) }
        let part = try other.take()
        do {
            try merge(part)
        } catch {
            other.put(back: part)
            throw error
        }
    }

    override func memoryUsed() throws(Failure) -> Int {
        let state = try snapshot()
        return MemoryLayout<Statistic>.size + MemoryLayout<Held>.size + state._bytesElsewhere
    }

    override func release(confidenceLevel: Double?, size: Int) throws(Failure) -> dp_release {
        let state = try take()
        do {
            let release = try statistic._release(state, confidenceLevel: confidenceLevel)
            return dp_release(release, size: size)
        } catch {
            throw (error as? BoundsError).map { Failure($0) } ?? .unsupported("no answer")
        }
    }
}
