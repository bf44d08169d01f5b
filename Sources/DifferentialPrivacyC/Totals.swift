internal import CPrivacyInterface
internal import DifferentialPrivacy
internal import Synchronization

/// A statistic and the totals of its entries, behind a lock, until they are released.
final class Totals<Statistic: Aggregation>: Sendable where Statistic.State: CountedState {
    typealias State = Statistic.State

    let statistic: Statistic
    private let held: Mutex<Held?>

    private struct Held: Sendable {
        var state: State
        /// At least as many as the state has, so that its capacity is never passed.
        var entries: UInt64
    }

    init(_ statistic: Statistic) {
        self.statistic = statistic
        held = Mutex(Held(state: statistic._emptyState, entries: 0))
    }

    var capacity: UInt64 { statistic._capacity }

    /// From so many entries on they are summed apart from the rest, and other threads needn't wait.
    private static var large: Int { 1 << 18 }

    /// Lets `add` add that many entries or fewer.
    @inline(__always)
    func update(_ count: Int, _ add: (inout State) -> Void) throws(Failure) {
        guard count < Self.large else {
            guard UInt64(count) <= capacity else { throw .tooManyEntries }
            _ = try snapshot()
            var part = statistic._emptyState
            add(&part)
            return try merge(part)
        }
        let count = UInt64(count)
        try held.withLock { held throws(Failure) in
            guard held != nil else { throw .released }
            guard count <= capacity - held!.entries else { throw .tooManyEntries }
            add(&held!.state)
            held!.entries += count
        }
    }

    /// The totals as they are; what is large in them is shared until one changes.
    func snapshot() throws(Failure) -> State {
        try held.withLock { held throws(Failure) in
            guard let held else { throw .released }
            return held.state
        }
    }

    func merge(_ part: State) throws(Failure) {
        let entries = part.numberOfEntries
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

    /// Leaves none behind.
    func take() throws(Failure) -> State {
        try held.withLock { held throws(Failure) in
            guard let taken = held else { throw .released }
            held = nil
            return taken.state
        }
    }

    func put(_ state: State) {
        held.withLock { $0 = Held(state: state, entries: state.numberOfEntries) }
    }
}
