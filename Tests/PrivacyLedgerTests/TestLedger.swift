import DifferentialPrivacy
import Foundation

@testable import PrivacyLedger

/// A ledger in a folder of its own, which goes with it.
final class TestLedger: Sendable {
    let folder: String
    let owner = SigningKey()
    let ledger: SQLiteLedger

    var path: String { folder + "/privacy.sqlite" }

    init(_ accounts: [String: AccountLimit] = [:]) async throws {
        folder = NSTemporaryDirectory() + "ledger-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        ledger = try SQLiteLedger.create(path: folder + "/privacy.sqlite", owner: owner)
        for (name, limit) in accounts.sorted(by: { $0.key < $1.key }) {
            try await ledger.register(name, limit: limit, owner: owner)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Another opening of the same file.
    func reopened() throws -> SQLiteLedger { try SQLiteLedger(path: path) }
}

func pure(_ epsilon: String) throws -> AccountLimit {
    try .pure(epsilon: Rational(decimalText: epsilon)!)
}

func approximate(_ epsilon: String, _ delta: String) throws -> AccountLimit {
    try .approximate(
        epsilon: Rational(decimalText: epsilon)!, delta: Rational(decimalText: delta)!)
}

/// Something that costs so much.
func costing(_ epsilon: String, _ delta: String = "0") -> PrivacyEvent {
    PrivacyEvent(
        .approximate(
            epsilon: Rational(decimalText: epsilon)!, delta: Rational(decimalText: delta)!))
}

extension SQLiteLedger {
    /// Whether a charge of its own key was granted.
    func grants(_ event: PrivacyEvent, _ accounts: [String]) async throws -> Bool {
        do {
            _ = try await charge(event, to: accounts, for: "test", key: UUID().uuidString)
            return true
        } catch .exhausted {
            return false
        }
    }

    func spent(_ name: String) async throws -> [String] {
        try await balance(of: name).spent.map(\.description)
    }
}
