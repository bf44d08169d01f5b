import DifferentialPrivacy
import Testing

@testable import PrivacyLedger

@Suite struct LedgerEntryTests {
    /// One entry of every kind, with awkward names.
    private func entries() throws -> [LedgerEntry] {
        let identity = LedgerIdentity(
            identifier: Array(0..<16), publicKey: Array(32..<64), witness: "../a witness%")
        let cost = try costing("0.5", "1e-7").cost(under: [.epsilon, .delta])
        let costs = [
            AccountCost(account: "näme 1", amounts: cost), AccountCost(account: "b", amounts: cost),
        ]
        let renyi = try AccountLimit.renyi([
            (order: Rational(decimalText: "1.25")!, epsilon: Rational(2)),
            (order: Rational(8), epsilon: Rational(3)),
        ])
        let contents: [LedgerEntry.Content] = [
            .created(identity),
            .opened(
                Account(name: "näme 1", adjacency: .replaceOne, limit: try approximate("1", "1e-6"))
            ),
            .opened(Account(name: "\u{202E}", adjacency: .local, limit: renyi)),
            .charged(
                LedgerCharge(
                    costs: costs, key: "k 1", request: Array(0..<32),
                    event: costing("0.5", "1e-7").canonicalText)),
            .answered(charge: 4, .answer("mean of bmi: 27.1\n% \u{0}")),
            .answered(charge: 4, .failure("")),
            .closed(account: "b"),
            .recovered(burnt: costs),
            .recovered(burnt: []),
        ]
        return contents.enumerated().map { index, content in
            LedgerEntry(
                sequence: Int64(index) + 1, time: "2026-01-02T03:04:05Z",
                previous: [UInt8](repeating: UInt8(index), count: 32), content: content)
        }
    }

    @Test func everyEntryReadsBackFromItsText() throws {
        for entry in try entries() {
            #expect(LedgerEntry(text: entry.text) == entry)
            #expect(entry.text.utf8.allSatisfy { $0 == 10 || (0x20..<0x7F).contains($0) })
        }
    }

    @Test func anyChangedByteMakesAnotherDigestOrNoEntry() throws {
        for entry in try entries() {
            let bytes = Array(entry.text.utf8)
            for index in bytes.indices {
                for bit in 0..<8 {
                    var changed = bytes
                    changed[index] ^= 1 << UInt8(bit)
                    guard let text = String(validating: changed, as: UTF8.self) else { continue }
                    #expect(LedgerEntry.digest(of: text) != entry.digest)
                    // What reads as an entry at all is written so, and is another one.
                    if let other = LedgerEntry(text: text) {
                        #expect(other.text == text && other != entry)
                    }
                }
            }
        }
    }

    @Test func cutTextsAndTextsWithMoreAreRefused() throws {
        for entry in try entries() {
            for count in 0..<entry.text.utf8.count {
                #expect(LedgerEntry(text: String(entry.text.prefix(count))) == nil)
            }
            #expect(LedgerEntry(text: entry.text + "\n") == nil)
            #expect(LedgerEntry(text: entry.text + "account b\n") == nil)
        }
    }

    @Test func signaturesHoldForTheirMessageAndKeyOnly() throws {
        let key = SigningKey()
        let identity = LedgerIdentity(
            identifier: Array(0..<16), publicKey: key.publicKey, witness: "w")
        let head = LedgerHead(epoch: 0, sequence: 5, digest: Array(0..<32))
        let checkpoint = Checkpoint(head, of: identity, at: "2026-01-02T03:04:05Z", by: key)
        #expect(checkpoint.isSigned)
        let text = checkpoint.description
        #expect(Checkpoint(text) == checkpoint)
        let bytes = Array(text.utf8)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            if let other = Checkpoint(String(decoding: changed, as: UTF8.self)) {
                #expect(!other.isSigned)
            }
        }
    }
}
