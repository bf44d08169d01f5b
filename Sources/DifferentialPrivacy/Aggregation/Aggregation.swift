/// The description of a statistic: a plain value without data, which can be kept, compared, shared and reused.
///
/// An ``Accumulator`` holds data for it. Not to be conformed to outside this library.
public protocol Aggregation: Hashable, Sendable {
    /// What is released.
    associatedtype Value: Hashable, Sendable
    /// What an accumulator knows of its entries; opaque.
    associatedtype State: _AggregationState
    /// What can go wrong at a release: `Never`, unless the statistic has to learn something from its entries first.
    associatedtype Failure: Error = Never

    /// What one release does to privacy.
    var event: PrivacyEvent { get }
    /// The statistic's code in serialized summaries.
    static var _code: UInt8 { get }
    /// The number type's code there; 0 where there is none.
    static var _numberCode: UInt8 { get }
    /// The parameters in canonical form.
    var _parameters: [UInt64] { get }
    /// The most entries that an accumulator holds; public.
    var _capacity: UInt64 { get }
    /// Whether `state` can have come from entries under this description.
    func _isPossible(_ state: State) -> Bool
    /// What an accumulator without entries knows.
    var _emptyState: State { get }
    /// Draws the noise; the interval is computed when a level is given.
    func _release(_ state: State, confidenceLevel: Double?) throws(Failure) -> Release<Value>
}

extension Aggregation {
    /// An empty accumulator for this statistic.
    public func makeAccumulator() -> Accumulator<Self> {
        Accumulator(for: self)
    }
}

extension Aggregation where State == _ExactTotals {
    public var _emptyState: _ExactTotals { _ExactTotals() }
}

/// What an accumulator knows of its entries: exact, mergeable, serializable. Not for use outside this library.
public protocol _AggregationState: Hashable, Sendable {
    mutating func _merge(_ other: Self, capacity: UInt64) throws(SummaryError)
    /// As many for every state of one description.
    var _words: [UInt64] { get }
    init?(_words: [UInt64])
    /// Bytes outside the value itself.
    var _bytesElsewhere: Int { get }
}

extension _ExactTotals: _AggregationState {
    public var _bytesElsewhere: Int { 0 }

    public mutating func _merge(
        _ other: _ExactTotals, capacity: UInt64
    ) throws(SummaryError) {
        try merge(other, capacity: capacity)
    }

    public var _words: [UInt64] {
        [
            count, UInt64(truncatingIfNeeded: sum), UInt64(truncatingIfNeeded: sum >> 64),
            UInt64(truncatingIfNeeded: squares), UInt64(truncatingIfNeeded: squares >> 64),
        ]
    }

    public init?(_words words: [UInt64]) {
        guard words.count == 5 else { return nil }
        self.init(
            count: words[0],
            sum: Int128(Int64(bitPattern: words[2])) << 64 | Int128(words[1]),
            squares: UInt128(words[4]) << 64 | UInt128(words[3]))
    }
}
