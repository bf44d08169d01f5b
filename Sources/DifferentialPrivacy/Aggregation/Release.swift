/// A published answer: the noisy value and all that may be known with it.
public struct Release<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The noisy value, in the unit of the entries (squared for a variance).
    public let value: Value
    /// Where the value without noise lies; nil if it wasn't asked for or the statistic has none.
    public let interval: ConfidenceInterval?
    /// What the release did to privacy.
    public let event: PrivacyEvent
    /// The step of the grid on which the noise was added, in the unit of the noisy totals.
    public let granularity: Double

    package init(
        value: Value, interval: ConfidenceInterval?, event: PrivacyEvent, granularity: Double
    ) {
        self.value = value
        self.interval = interval
        self.event = event
        self.granularity = granularity
    }
}
