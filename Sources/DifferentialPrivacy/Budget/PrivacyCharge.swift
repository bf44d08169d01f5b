/// A paid right to one release. It can't be copied and is gone once used.
///
/// Made by a budget (or a ledger) that recorded the cost of ``event`` first.
public struct PrivacyCharge: ~Copyable, Sendable {
    /// What was paid for.
    public let event: PrivacyEvent

    package init(paidFor event: PrivacyEvent) {
        self.event = event
    }
}
