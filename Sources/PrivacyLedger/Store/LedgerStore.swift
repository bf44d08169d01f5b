/// Where a ledger is kept. The decisions are ``LedgerState``'s; a store only finds rows and keeps them.
protocol LedgerStore: Sendable {
    associatedtype Rows: LedgerRows

    /// Runs `body` while nobody else does, in any process. What it kept is durable when this returns; if it throws, it
    /// kept nothing.
    func transaction<Result>(
        _ body: (Rows) throws(LedgerError) -> Result
    ) throws(LedgerError) -> Result
}

/// What a transaction can find and keep.
protocol LedgerRows {
    /// Nil before the first entry.
    func identity() throws(LedgerError) -> LedgerIdentity?
    func head() throws(LedgerError) -> LedgerHead
    func account(named name: String) throws(LedgerError) -> Account?
    /// In the order of their names.
    func accounts() throws(LedgerError) -> [Account]
    /// The charge of a key.
    func charge(of key: LedgerKey) throws(LedgerError) -> (sequence: Int64, PaidCharge)?
    func charge(at sequence: Int64) throws(LedgerError) -> PaidCharge?
    /// The stored digest of an entry.
    func digest(at sequence: Int64) throws(LedgerError) -> [UInt8]?
    /// The next entries, as they are stored; at most `limit`.
    func entries(after sequence: Int64, limit: Int) throws(LedgerError) -> [StoredEntry]
    /// Keeps an entry that was just appended to `state`.
    func keep(_ entry: LedgerEntry, in state: LedgerState) throws(LedgerError)
    /// All keys and which entries charged and answered them, by charge, for verification.
    func keyRows() throws(LedgerError) -> [KeyRow]
}

/// An entry as it is stored, true or not.
struct StoredEntry: Hashable, Sendable {
    var sequence: Int64
    /// Nil if the bytes aren't UTF-8.
    var text: String?
    var digest: [UInt8]
}

/// What the index of keys says of a charge.
struct KeyRow: Hashable, Sendable {
    var charge: Int64
    var key: LedgerKey
    var isAnswered: Bool
}
