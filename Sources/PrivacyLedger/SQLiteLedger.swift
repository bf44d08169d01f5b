import DifferentialPrivacy
import Foundation

/// The durable authority on what was spent: a privacy ledger in an SQLite file, for any number of processes of one machine.
///
/// A charge is on the disk before the first entry of data is read, and never comes back. Of several that race for what is
/// left, exactly those that fit are granted. A key is answered once, and the same answer is sent whenever it is asked again.
/// What it guarantees, and what not: `docs/ledger.md`.
public final class SQLiteLedger: Sendable {
    /// Which ledger it is.
    public let identity: LedgerIdentity
    /// The ledger's file, absolute.
    public let path: String
    /// The file that remembers how far the ledger had come; best kept where a backup of the ledger doesn't bring it back.
    public var witnessPath: String { desk.witness.path }

    let desk: LedgerDesk<SQLiteLedgerStore>

    /// Opens a ledger. One that isn't there is an error, so that deleting it doesn't refund what was spent.
    ///
    /// - Throws: ``LedgerError``, also for network file systems.
    public convenience init(path: String) throws(LedgerError) {
        try self.init(path: path, failpoint: { _ in })
    }

    /// The same for tests: with a hook at every step, and with less than durability needs.
    package convenience init(
        path: String, synchronous: SQLiteSynchronous = .extra,
        failpoint: @escaping @Sendable (Failpoint) -> Void
    ) throws(LedgerError) {
        let location = try SafeLocation(path, isNew: false)
        let store = try SQLiteLedgerStore(at: location, isNew: false, synchronous: synchronous)
        let identity = try store.transaction { (rows) throws(LedgerError) in try rows.identity() }
        guard let identity else { throw .store(.notALedger(path: path)) }
        self.init(store, at: location, identity, failpoint: failpoint)
    }

    private init(
        _ store: SQLiteLedgerStore, at location: SafeLocation, _ identity: LedgerIdentity,
        failpoint: @escaping @Sendable (Failpoint) -> Void
    ) {
        self.identity = identity
        path = location.path
        let folder = URL(fileURLWithPath: location.folder, isDirectory: true)
        let place = URL(fileURLWithPath: identity.witness, relativeTo: folder)
        desk = LedgerDesk(
            store: store, witness: Witness(path: place.path, identifier: identity.identifier),
            failpoint: failpoint)
    }

    /// Makes a new ledger, without accounts.
    ///
    /// - Parameters:
    ///   - path: where; nothing may be there yet.
    ///   - witness: where its witness is kept, absolute or as seen from the ledger's folder; beside it if nil.
    ///   - owner: who may open, close and recover accounts.
    /// - Throws: ``LedgerError``.
    public static func create(
        path: String, witness: String? = nil, owner: SigningKey
    ) throws(LedgerError) -> SQLiteLedger {
        let location = try SafeLocation(path, isNew: true)
        let name = (location.path as NSString).lastPathComponent
        let identity = LedgerIdentity(
            identifier: SecureRandomNumberGenerator.bytes(16), publicKey: owner.publicKey,
            witness: witness ?? "\(name).witness")
        let store = try SQLiteLedgerStore(at: location, isNew: true)
        let ledger = SQLiteLedger(store, at: location, identity, failpoint: { _ in })
        let head = try store.transaction { (rows) throws(LedgerError) in
            var transaction = try LedgerTransaction(rows, time: now())
            try transaction.create(identity)
            return transaction.state.head
        }
        try ledger.desk.witness.create(head)
        return ledger
    }
}

extension SecureRandomNumberGenerator {
    /// So many random bytes, a multiple of 8.
    static func bytes(_ count: Int) -> [UInt8] {
        var generator = SecureRandomNumberGenerator()
        return (0..<count / 8).flatMap { _ in
            let word: UInt64 = generator.next()
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
        }
    }
}
