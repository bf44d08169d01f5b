import DifferentialPrivacy

/// A wish to pay for a release.
struct ChargeRequest: Hashable, Sendable {
    /// The asker's own account first.
    var accounts: [String]
    var event: PrivacyEvent
    var key: String
    /// The SHA-256 of all that makes the request this one.
    var digest: [UInt8]
}

/// What becomes of a wish that isn't refused.
enum ChargeOutcome: Hashable, Sendable {
    /// Paid, and begun: compute, and store the answer of this charge.
    case granted(LedgerEntry)
    /// Paid before: send this again.
    case answered(LedgerAnswer)
}

extension LedgerState {
    /// Pays for `request`, unless its key was paid for before.
    ///
    /// - Throws: the refusal; the state is as before then.
    mutating func charge(
        _ request: ChargeRequest, at time: String
    ) throws(LedgerError) -> ChargeOutcome {
        guard let own = request.accounts.first else { throw .accountsNotDistinct }
        if let sequence = keys[LedgerKey(account: own, key: request.key)] {
            return try .answered(answer(of: sequence, to: request))
        }
        var costs: [AccountCost] = []
        for name in request.accounts {
            guard let account = accounts[name] else { throw .unknownAccount(name) }
            costs.append(AccountCost(account: name, amounts: try account.cost(of: request.event)))
        }
        let charge = LedgerCharge(
            costs: costs, key: request.key, request: request.digest,
            event: request.event.canonicalText)
        return .granted(try append(.charged(charge), at: time))
    }

    /// What was answered to the same request under the same key.
    private func answer(
        of sequence: Int64, to request: ChargeRequest
    ) throws(LedgerError) -> LedgerAnswer {
        guard let paid = charges[sequence], paid.charge.request == request.digest,
            paid.charge.costs.map(\.account) == request.accounts,
            paid.charge.event == request.event.canonicalText
        else { throw .keyOfAnotherRequest(key: request.key) }
        guard let answer = paid.answer else { throw .answerLost(key: request.key) }
        return answer
    }

    /// Stores an answer, unless there is one.
    ///
    /// - Returns: the entry to keep, nil if there was an answer before; and the answer to send, the first one that was
    ///   stored.
    mutating func store(
        _ answer: LedgerAnswer, of charge: Int64, at time: String
    ) throws(LedgerError) -> (entry: LedgerEntry?, sent: LedgerAnswer) {
        if let stored = charges[charge]?.answer { return (nil, stored) }
        return (try append(.answered(charge: charge, answer), at: time), answer)
    }

    /// Burns all that is left in every account, and begins a new epoch.
    mutating func recover(at time: String) throws(LedgerError) -> LedgerEntry {
        let burnt = accounts.values.sorted { $0.name < $1.name }.filter { account in
            account.left.contains { $0.units > 0 }
        }.map { AccountCost(account: $0.name, amounts: $0.left) }
        return try append(.recovered(burnt: burnt), at: time)
    }
}
