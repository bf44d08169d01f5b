import DifferentialPrivacy
import Foundation
import GRDB

/// The rows of a ledger in SQLite, within one transaction.
struct SQLiteRows: LedgerRows {
    let database: Database

    func identity() throws(LedgerError) -> LedgerIdentity? {
        try rows("SELECT identifier, public_key, witness FROM ledger").first.map {
            LedgerIdentity(
                identifier: $0.bytes("identifier"), publicKey: $0.bytes("public_key"),
                witness: $0["witness"])
        }
    }

    func head() throws(LedgerError) -> LedgerHead {
        let last = try rows(
            """
            SELECT sequence, digest, (SELECT epoch FROM ledger) AS epoch
            FROM entry ORDER BY sequence DESC LIMIT 1
            """
        ).first
        guard let last else { return .empty }
        return LedgerHead(
            epoch: last["epoch"] ?? 0, sequence: last["sequence"], digest: last.bytes("digest"))
    }

    func account(named name: String) throws(LedgerError) -> Account? {
        try accounts(from: rows(Self.accountRows + " WHERE name = ? ORDER BY position", [name]))
            .first
    }

    func accounts() throws(LedgerError) -> [Account] {
        try accounts(from: rows(Self.accountRows + " ORDER BY name, position"))
    }

    private static let accountRows = """
        SELECT name, adjacency, is_closed, measure, "limit", spent
        FROM account LEFT JOIN balance ON balance.account = account.name
        """

    /// Accounts from the rows of their balances, which follow each other.
    private func accounts(from rows: [Row]) throws(LedgerError) -> [Account] {
        var accounts: [Account] = []
        for group in Dictionary(grouping: rows, by: { $0["name"] as String }).values {
            var limits: [PrivacyAmount] = []
            var spent: [PrivacyAmount] = []
            for row in group {
                guard let measure = PrivacyMeasure((row["measure"] as String?) ?? "") else {
                    continue
                }
                limits.append(PrivacyAmount(measure, units: row["limit"]))
                spent.append(PrivacyAmount(measure, units: row["spent"]))
            }
            guard let limit = AccountLimit(amounts: limits), limits.count == group.count,
                let adjacency = Adjacency(name: group[0]["adjacency"] as String)
            else { throw .damaged(entry: try head().sequence, .balances) }
            var account = Account(name: group[0]["name"], adjacency: adjacency, limit: limit)
            account.spent = spent
            account.isClosed = group[0]["is_closed"]
            accounts.append(account)
        }
        return accounts.sorted { $0.name < $1.name }
    }

    func charge(of key: LedgerKey) throws(LedgerError) -> (sequence: Int64, PaidCharge)? {
        let found = try rows(
            "SELECT sequence FROM charge WHERE account = ? AND key = ?", [key.account, key.key])
        guard let sequence = found.first?["sequence"] as Int64? else { return nil }
        guard let paid = try charge(at: sequence) else { throw .damaged(entry: sequence, .missing) }
        return (sequence, paid)
    }

    func charge(at sequence: Int64) throws(LedgerError) -> PaidCharge? {
        guard
            let row = try rows("SELECT answer FROM charge WHERE sequence = ?", [sequence]).first
        else { return nil }
        guard case .charged(let charge) = try entry(at: sequence).content else {
            throw .damaged(entry: sequence, .balances)
        }
        guard let answerSequence = row["answer"] as Int64? else {
            return PaidCharge(charge: charge, answer: nil)
        }
        guard case .answered(sequence, let answer) = try entry(at: answerSequence).content else {
            throw .damaged(entry: answerSequence, .balances)
        }
        return PaidCharge(charge: charge, answer: answer)
    }

    /// An entry that is as it was written.
    private func entry(at sequence: Int64) throws(LedgerError) -> LedgerEntry {
        guard let stored = try entries(after: sequence - 1, limit: 1).first,
            stored.sequence == sequence
        else { throw .damaged(entry: sequence, .missing) }
        guard let text = stored.text, LedgerEntry.digest(of: text) == stored.digest else {
            throw .damaged(entry: sequence, .digest)
        }
        guard let entry = LedgerEntry(text: text), entry.sequence == sequence else {
            throw .damaged(entry: sequence, .unreadable)
        }
        return entry
    }

    func digest(at sequence: Int64) throws(LedgerError) -> [UInt8]? {
        try rows("SELECT digest FROM entry WHERE sequence = ?", [sequence]).first?.bytes("digest")
    }

    func entries(after sequence: Int64, limit: Int) throws(LedgerError) -> [StoredEntry] {
        // As bytes: a damaged text may not be UTF-8.
        try rows(
            """
            SELECT sequence, CAST(text AS BLOB) AS text, digest FROM entry
            WHERE sequence > ? ORDER BY sequence LIMIT ?
            """, [sequence, limit]
        ).map {
            StoredEntry(
                sequence: $0["sequence"], text: String(validating: $0.bytes("text"), as: UTF8.self),
                digest: $0.bytes("digest"))
        }
    }

    func keyRows() throws(LedgerError) -> [KeyRow] {
        try rows("SELECT sequence, account, key, answer FROM charge ORDER BY sequence").map {
            KeyRow(
                charge: $0["sequence"], key: LedgerKey(account: $0["account"], key: $0["key"]),
                isAnswered: ($0["answer"] as Int64?) != nil)
        }
    }

    func rows(_ sql: String, _ arguments: StatementArguments = []) throws(LedgerError) -> [Row] {
        do {
            return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
        } catch {
            throw LedgerError(storing: error)
        }
    }
}

extension Row {
    fileprivate func bytes(_ column: String) -> [UInt8] {
        Array((self[column] as Data?) ?? Data())
    }
}
