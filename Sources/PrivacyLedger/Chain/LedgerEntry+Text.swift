import DifferentialPrivacy

// The canonical form, version 1. One fact a line, "name value ...", in this order, each line ended by a line feed, the last one "end":
//
//     entry SEQUENCE KIND TIME
//     previous DIGEST
//     then, by kind,
//     created:    ledger IDENTIFIER, public-key KEY, witness PATH
//     opened:     account NAME, adjacency NAME, limit MEASURE UNITS for each
//     charged:    key KEY, request DIGEST, event EVENT, cost ACCOUNT MEASURE UNITS for each
//     answered:   charge SEQUENCE, answer TEXT or failure TEXT
//     closed:     account NAME
//     recovered:  burnt ACCOUNT MEASURE UNITS for each
//
// Bytes are in hexadecimal. In names and texts, bytes other than printable ASCII without space and % are %XX. A reader takes only
// what it would have written itself.
extension LedgerEntry {
    /// The canonical form, of which the digest is.
    public var text: String {
        var lines = [
            "entry \(sequence) \(content.kind) \(Escaped(time))",
            "previous \(Hexadecimal(previous))",
        ]
        switch content {
        case .created(let identity):
            lines.append("ledger \(Hexadecimal(identity.identifier))")
            lines.append("public-key \(Hexadecimal(identity.publicKey))")
            lines.append("witness \(Escaped(identity.witness))")
        case .opened(let account):
            lines.append("account \(Escaped(account.name))")
            lines.append("adjacency \(account.adjacency.name)")
            lines += account.limit.amounts.map { "limit \($0.measure) \($0.units)" }
        case .charged(let charge):
            lines.append("key \(Escaped(charge.key))")
            lines.append("request \(Hexadecimal(charge.request))")
            lines.append("event \(Escaped(charge.event))")
            lines += charge.costs.lines("cost")
        case .answered(let charge, .answer(let text)):
            lines += ["charge \(charge)", "answer \(Escaped(text))"]
        case .answered(let charge, .failure(let text)):
            lines += ["charge \(charge)", "failure \(Escaped(text))"]
        case .closed(let account): lines.append("account \(Escaped(account))")
        case .recovered(let burnt): lines += burnt.lines("burnt")
        }
        return (lines + ["end"]).map { $0 + "\n" }.joined()
    }

    static func digest(of text: String) -> [UInt8] {
        Digest.sha256(Array(text.utf8))
    }

    /// The entry that a text says; nil unless it is the canonical form of one.
    init?(text: String) {
        var lines = EntryLines(text)
        guard let start = lines.next("entry", words: 3), let sequence = Int64(start[0]),
            let time = Escaped(escaped: start[2])?.text,
            let previous = lines.bytes("previous", count: 32),
            let content = Content(kind: start[1], &lines), lines.next("end", words: 0) != nil,
            lines.isAtEnd
        else { return nil }
        self.init(sequence: sequence, time: time, previous: previous, content: content)
        guard self.text == text else { return nil }
    }
}

extension LedgerEntry.Content {
    /// What the entry is called.
    public var kind: String {
        switch self {
        case .created: "created"
        case .opened: "opened"
        case .charged: "charged"
        case .answered: "answered"
        case .closed: "closed"
        case .recovered: "recovered"
        }
    }

    fileprivate init?(kind: Substring, _ lines: inout EntryLines) {
        switch kind {
        case "created":
            guard let identifier = lines.bytes("ledger", count: 16),
                let key = lines.bytes("public-key", count: 32), let witness = lines.text("witness")
            else { return nil }
            self = .created(
                LedgerIdentity(identifier: identifier, publicKey: key, witness: witness))
        case "opened":
            guard let name = lines.text("account"), let word = lines.next("adjacency", words: 1),
                let adjacency = Adjacency(name: word[0]),
                let limit = AccountLimit(amounts: lines.amounts("limit"))
            else { return nil }
            self = .opened(Account(name: name, adjacency: adjacency, limit: limit))
        case "charged":
            guard let key = lines.text("key"), let request = lines.bytes("request", count: 32),
                let event = lines.text("event")
            else { return nil }
            self = .charged(
                LedgerCharge(costs: lines.costs("cost"), key: key, request: request, event: event))
        case "answered":
            guard let charge = lines.next("charge", words: 1).flatMap({ Int64($0[0]) }) else {
                return nil
            }
            if let text = lines.text("answer") {
                self = .answered(charge: charge, .answer(text))
            } else if let text = lines.text("failure") {
                self = .answered(charge: charge, .failure(text))
            } else {
                return nil
            }
        case "closed":
            guard let account = lines.text("account") else { return nil }
            self = .closed(account: account)
        case "recovered": self = .recovered(burnt: lines.costs("burnt"))
        default: return nil
        }
    }
}

extension [AccountCost] {
    fileprivate func lines(_ name: String) -> [String] {
        flatMap { cost in
            cost.amounts.map { "\(name) \(Escaped(cost.account)) \($0.measure) \($0.units)" }
        }
    }
}
