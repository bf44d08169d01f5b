import CPrivacyKernels
import Foundation
import Synchronization
import Testing

/// What threads owe the process that they run in.
@Suite struct ParallelTests {
    final class Seen: Sendable {
        let calls = Locked([Int](repeating: 0, count: Int(DPK_MOST_PARTS)))
        let blocked = Locked([Int: Set<Int32>]())
        let finished = Atomic(false)
    }

    /// By a lock that the thread sanitizer knows; it doesn't see the standard library's `Mutex`.
    final class Locked<Value>: @unchecked Sendable {
        private let lock = NSLock()
        private var value: Value

        init(_ value: Value) { self.value = value }

        func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
            lock.withLock { body(&value) }
        }
    }

    static func inParallel(
        _ parts: Int, _ seen: Seen,
        _ body: @convention(c) (UnsafeMutableRawPointer?, Int) -> Void
    ) {
        withExtendedLifetime(seen) {
            dpk_parallel(parts, body, Unmanaged.passUnretained(seen).toOpaque())
        }
    }

    static func seen(_ context: UnsafeMutableRawPointer?) -> Seen {
        Unmanaged<Seen>.fromOpaque(context!).takeUnretainedValue()
    }

    @Test(arguments: [0, 1, 2, 7, 64])
    func everyPartIsCalledOnce(parts: Int) {
        let seen = Seen()
        Self.inParallel(parts, seen) { context, part in
            ParallelTests.seen(context).calls.withLock { $0[part] += 1 }
        }
        let expected = (0..<Int(DPK_MOST_PARTS)).map { $0 < parts ? 1 : 0 }
        #expect(seen.calls.withLock { $0 } == expected)
    }

    static let ofFaults = [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS]

    static func blockedHere() -> Set<Int32> {
        var mask = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &mask)
        return Set((1..<32).filter { sigismember(&mask, $0) == 1 })
    }

    /// A fault whose signal is blocked ends the process past the host's handler.
    @Test func newThreadsTakeTheSignalsOfTheirOwnFaultsAlone() {
        let (seen, before) = (Seen(), Self.blockedHere())
        Self.inParallel(3, seen) { context, part in
            let blocked = ParallelTests.blockedHere()
            ParallelTests.seen(context).blocked.withLock { $0[part] = blocked }
        }
        let blocked = seen.blocked.withLock { $0 }
        #expect(blocked[0] == before && Self.blockedHere() == before)
        for part in [1, 2] {
            #expect(blocked[part]?.isDisjoint(with: Set(Self.ofFaults).subtracting(before)) == true)
            #expect(blocked[part]?.isSuperset(of: [SIGINT, SIGTERM, SIGALRM, SIGPROF]) == true)
        }
    }

    /// Were a cancelled thread to leave while another reads its frame, that one would read what isn't there any more.
    @Test func aCancelledThreadWaitsForTheOthers() {
        let seen = Seen()
        var thread = pthread_t()
        let context = Unmanaged.passUnretained(seen).toOpaque()
        let started = pthread_create(
            &thread, nil,
            { context in
                // Pending before the first place at which it could be heeded.
                pthread_cancel(pthread_self())
                dpk_parallel(
                    2,
                    { context, part in
                        guard part == 1 else { return }
                        usleep(100_000)
                        ParallelTests.seen(context).finished.store(
                            true, ordering: .sequentiallyConsistent)
                    }, context)
                return context
            }, context)
        #expect(started == 0)
        var result: UnsafeMutableRawPointer?
        pthread_join(thread, &result)
        #expect(seen.finished.load(ordering: .sequentiallyConsistent) && result == context)
        withExtendedLifetime(seen) {}
    }
}
