internal import CPrivacyInterface
internal import DifferentialPrivacy

/// What a `dp_statistic` points at.
final class Question: Handled {
    static var mark: UInt64 { 0x57a7_15c1_09d3_e6b5 }
    static var name: StaticString { "statistic" }

    /// Its accumulator, without entries.
    let makeEntries: () -> Entries
    /// What an answer costs; nil for a tree.
    let event: PrivacyEvent?
    /// Where the noise lies, of statistics whose noise doesn't depend on the data.
    let noiseInterval: ((Double) -> ConfidenceInterval)?

    private init(
        _ event: PrivacyEvent?, noiseInterval: ((Double) -> ConfidenceInterval)? = nil,
        _ makeEntries: @escaping () -> Entries
    ) {
        self.makeEntries = makeEntries
        self.event = event
        self.noiseInterval = noiseInterval
    }

    convenience init(_ count: Count) {
        self.init(count.event, noiseInterval: count.noiseConfidenceInterval) { CountEntries(count) }
    }

    convenience init<Statistic: EntryAggregation>(
        _ statistic: Statistic, noiseInterval: ((Double) -> ConfidenceInterval)? = nil
    )
    where Statistic.State: CountedState, Statistic.Entry: Entry, Statistic.Value: Answer {
        self.init(statistic.event, noiseInterval: noiseInterval) { NumberEntries(statistic) }
    }

    convenience init<Number: Entry>(tree: Quantiles<Number>) {
        self.init(nil) { TreeEntries(tree) }
    }
}
