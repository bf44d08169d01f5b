import Foundation
import GRDB

extension SQLiteRows {
    func keep(_ entry: LedgerEntry, in state: LedgerState) throws(LedgerError) {
        try execute(
            "INSERT INTO entry (sequence, text, digest) VALUES (?, ?, ?)",
            [entry.sequence, entry.text, Data(entry.digest)])
        switch entry.content {
        case .created(let identity):
            try execute(
                "INSERT INTO ledger (only, identifier, public_key, witness, epoch) VALUES (1, ?, ?, ?, 0)",
                [Data(identity.identifier), Data(identity.publicKey), identity.witness])
        case .opened(let account):
            try execute(
                "INSERT INTO account (name, adjacency, is_closed) VALUES (?, ?, 0)",
                [account.name, account.adjacency.name])
            for (position, amount) in account.limit.amounts.enumerated() {
                try execute(
                    """
                    INSERT INTO balance (account, position, measure, "limit", spent)
                    VALUES (?, ?, ?, ?, 0)
                    """, [account.name, position, amount.measure.description, amount.units])
            }
        case .charged(let charge):
            for cost in charge.costs { try keepSpent(cost.account, in: state) }
            try execute(
                "INSERT INTO charge (sequence, account, key) VALUES (?, ?, ?)",
                [entry.sequence, charge.costs[0].account, charge.key])
        case .answered(let charge, _):
            try execute(
                "UPDATE charge SET answer = ? WHERE sequence = ? AND answer IS NULL",
                [entry.sequence, charge])
        case .closed(let account):
            try execute("UPDATE account SET is_closed = 1 WHERE name = ?", [account])
        case .recovered(let burnt):
            for cost in burnt { try keepSpent(cost.account, in: state) }
            try execute("UPDATE ledger SET epoch = ?", [state.head.epoch])
        }
    }

    private func keepSpent(_ name: String, in state: LedgerState) throws(LedgerError) {
        for (position, amount) in state.accounts[name]!.spent.enumerated() {
            try execute(
                "UPDATE balance SET spent = ? WHERE account = ? AND position = ?",
                [amount.units, name, position])
        }
    }

    /// Changes exactly one row.
    private func execute(_ sql: String, _ arguments: StatementArguments) throws(LedgerError) {
        do {
            try database.cachedStatement(sql: sql).execute(arguments: arguments)
        } catch {
            throw LedgerError(storing: error)
        }
        guard database.changesCount == 1 else {
            throw .damaged(entry: try head().sequence, .balances)
        }
    }
}
