internal import CPrivacyInterface
internal import DifferentialPrivacy
internal import PrivacyAccounting
internal import Synchronization

/// What a `dp_accountant` points at: an accountant behind a lock. Questions are asked of copies, so a long one keeps
/// nobody waiting.
final class Accountant: Handled {
    static var mark: UInt64 { 0xacc7_2b94_61fd_0e35 }
    static var name: StaticString { "accountant" }

    private let held: Mutex<any PrivacyAccountant>

    init(_ accountant: any PrivacyAccountant) {
        held = Mutex(accountant)
    }

    convenience init(kind: Int32, adjacency code: Int32) throws(Failure) {
        let adjacency: Adjacency
        switch Int(code) {
        case Int(DP_ADD_REMOVE): adjacency = .addRemove
        case Int(DP_REPLACE_ONE): adjacency = .replaceOne
        case Int(DP_LOCAL): adjacency = .local
        default: throw .unknown("adjacency", code)
        }
        switch Int(kind) {
        case Int(DP_BASIC_ACCOUNTANT): self.init(BasicAccountant(adjacency: adjacency))
        case Int(DP_OPTIMAL_ACCOUNTANT): self.init(OptimalAccountant(adjacency: adjacency))
        case Int(DP_RDP_ACCOUNTANT): self.init(RDPAccountant(adjacency: adjacency))
        case Int(DP_ZCDP_ACCOUNTANT): self.init(ZCDPAccountant(adjacency: adjacency))
        case Int(DP_GAUSSIAN_ACCOUNTANT): self.init(GDPAccountant(adjacency: adjacency))
        case Int(DP_PLD_ACCOUNTANT): self.init(PLDAccountant(adjacency: adjacency))
        case Int(DP_CERTIFIED_PLD_ACCOUNTANT):
            self.init(PLDAccountant(adjacency: adjacency, arithmetic: .certified))
        default: throw .unknown("kind", kind)
        }
    }

    /// What was composed so far.
    var composed: any PrivacyAccountant { held.withLock { $0 } }

    func compose(_ event: PrivacyEvent, count: Int) throws(Failure) {
        try held.withLock { accountant throws(Failure) in
            do throws(AccountingError) {
                try accountant.compose(event, count: count)
            } catch {
                throw Failure(error)
            }
        }
    }
}
