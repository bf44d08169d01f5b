/// Goes through a ledger's entries from the first, applying each to an empty state, and finds what isn't as it was written.
struct LedgerVerification {
    private(set) var state = LedgerState()

    /// Takes the next entry as it is stored.
    ///
    /// - Throws: ``LedgerError/damaged(entry:_:)``, naming the entry.
    mutating func take(sequence: Int64, text: String?, digest: [UInt8]) throws(LedgerError) {
        let expected = state.head.sequence + 1
        guard sequence == expected else { throw .damaged(entry: expected, .missing) }
        guard let text, LedgerEntry.digest(of: text) == digest else {
            throw .damaged(entry: sequence, .digest)
        }
        guard let entry = LedgerEntry(text: text), entry.sequence == sequence else {
            throw .damaged(entry: sequence, .unreadable)
        }
        guard entry.previous == state.head.digest else { throw .damaged(entry: sequence, .chain) }
        do {
            _ = try state.append(entry.content, at: entry.time)
        } catch {
            throw .damaged(entry: sequence, .notGranted)
        }
    }
}
