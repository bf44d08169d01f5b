import Foundation
import Synchronization

/// Serves requests to one store: those that wait while another commits are decided together, in one transaction, so that
/// many share a sync.
final class LedgerDesk<Store: LedgerStore>: Sendable {
    /// A request: what to do in the transaction, and what to do after its commit, or its failure.
    struct Job: Sendable {
        let name: (before: Failpoint, after: Failpoint)?
        let work: @Sendable (inout LedgerTransaction<Store.Rows>) throws(LedgerError) -> Void
        let finish: @Sendable (LedgerError?) -> Void
    }

    let store: Store
    let witness: Witness
    private let failpoint: @Sendable (Failpoint) -> Void
    private let queue = DispatchQueue(label: "PrivacyLedger")
    private let waiting = Mutex<[Job]>([])

    init(
        store: Store, witness: Witness,
        failpoint: @escaping @Sendable (Failpoint) -> Void
    ) {
        self.store = store
        self.witness = witness
        self.failpoint = failpoint
    }

    func reach(_ point: Failpoint) { failpoint(point) }

    /// Decides in a transaction, and returns when what was decided is durable.
    func perform<Result: Sendable>(
        reaching name: (before: Failpoint, after: Failpoint)? = nil,
        _ body:
            @escaping @Sendable (inout LedgerTransaction<Store.Rows>) throws(LedgerError) -> Result
    ) async throws(LedgerError) -> Result {
        let outcome: Swift.Result<Result, LedgerError> = await withCheckedContinuation { waiter in
            let slot = Slot<Result>()
            enqueue(
                Job(
                    name: name,
                    work: { (transaction) throws(LedgerError) in
                        try slot.fill(&transaction, body)
                    },
                    finish: { failure in
                        waiter.resume(returning: failure.map { .failure($0) } ?? slot.outcome)
                    }))
        }
        return try outcome.get()
    }

    /// Looks at the ledger, whether it is fenced or not.
    func inspect<Result: Sendable>(
        _ body:
            @escaping @Sendable (inout LedgerTransaction<Store.Rows>) throws(LedgerError) -> Result
    ) async throws(LedgerError) -> Result {
        let outcome: Swift.Result<Result, LedgerError> = await withCheckedContinuation { waiter in
            queue.async {
                waiter.resume(
                    returning: Swift.Result { () throws(LedgerError) in
                        try self.store.transaction { (rows) throws(LedgerError) in
                            var transaction = try LedgerTransaction(rows, time: now())
                            return try body(&transaction)
                        }
                    })
            }
        }
        return try outcome.get()
    }

    private func enqueue(_ job: Job) {
        waiting.withLock { $0.append(job) }
        queue.async { self.serve() }
    }

    /// Serves all that wait.
    private func serve() {
        let jobs = waiting.withLock { jobs in
            defer { jobs = [] }
            return jobs
        }
        if jobs.isEmpty { return }
        do throws(LedgerError) {
            try transact(jobs)
            for job in jobs { job.finish(nil) }
        } catch {
            for job in jobs { job.finish(error) }
        }
    }

    private func transact(_ jobs: [Job]) throws(LedgerError) {
        let (before, after) = try store.transaction { (rows) throws(LedgerError) in
            var transaction = try LedgerTransaction(rows, time: now())
            let before = transaction.state.head
            try transaction.checkFence(witness.seen())
            for job in jobs { try job.work(&transaction) }
            for job in jobs { job.name.map { failpoint($0.before) } }
            return (before, transaction.state.head)
        }
        for job in jobs { job.name.map { failpoint($0.after) } }
        if before < after { try witness.advance(to: after) }
    }
}

/// What came of a job. A refusal is the job's alone; an error of the store or of the history ends the transaction.
private final class Slot<Result: Sendable>: Sendable {
    private let stored = Mutex<Swift.Result<Result, LedgerError>?>(nil)

    var outcome: Swift.Result<Result, LedgerError> { stored.withLock { $0! } }

    func fill<Rows>(
        _ transaction: inout LedgerTransaction<Rows>,
        _ body: (inout LedgerTransaction<Rows>) throws(LedgerError) -> Result
    ) throws(LedgerError) {
        let result: Swift.Result<Result, LedgerError>
        do {
            result = .success(try body(&transaction))
        } catch .store(let problem) {
            throw .store(problem)
        } catch .damaged(let entry, let damage) {
            throw .damaged(entry: entry, damage)
        } catch {
            result = .failure(error)
        }
        stored.withLock { $0 = result }
    }
}

/// The time, for people: ISO 8601, to the second.
func now() -> String { Date.now.formatted(.iso8601) }
