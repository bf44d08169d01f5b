/// A noisy statistic and the bounds, learnt from the same entries, to which they were clamped.
public struct WithinBounds<Value: Hashable & Sendable, Entry: EntryNumber>: Hashable, Sendable {
    /// The noisy value of the statistic, in its unit.
    public let value: Value
    /// The bounds, with noisy numbers of the entries within and outside.
    public let bounds: BoundsReport<Entry>
}
