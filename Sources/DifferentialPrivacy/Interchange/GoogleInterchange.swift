/// A statistic whose entries Google's differential privacy library and PyDP can hold, too: as the bytes that their
/// `serialize()` returns and their `merge()` takes, with declared bounds. Not to be conformed to outside this library.
///
/// Unchecked interchange: these bytes say which statistic they are of, but neither ε nor the bounds nor how many entries
/// a person has, so nothing can tell whether they fit the description that they are read for. That is the caller's
/// promise; a broken one breaks the privacy of what is released. Between programs of this library use
/// ``Summary/serialized()``, which is checked and exact.
public protocol GoogleInterchange: Aggregation {
    /// The message's name without its package.
    static var _googleName: String { get }
    /// The bytes of the message that holds `state`.
    func _googleMessage(of state: State) throws(SummaryError) -> [UInt8]
    /// A possible state with the totals that the message holds.
    func _state(ofGoogleMessage bytes: ArraySlice<UInt8>) throws(SummaryError) -> State
}

extension Summary where A: GoogleInterchange {
    /// The summary as bytes of Google's library. Raw data; ε, bounds and contribution limits aren't in them.
    ///
    /// Floating-point totals are rounded to doubles.
    ///
    /// - Throws: ``SummaryError/capacityPassed`` if a total doesn't fit the format: an integer sum beyond 64 bits, a real one
    ///   beyond the largest double.
    public func googleSerialized() throws(SummaryError) -> [UInt8] {
        let message = try aggregation._googleMessage(of: state)
        return Google.Summary(message: message, name: A._googleName).wire
    }

    /// The summary that bytes of Google's library hold.
    ///
    /// The bytes must come from the same statistic with the same bounds and the same bounding of contributions: see
    /// ``GoogleInterchange``. Floating-point totals are rounded to this description's grid. What can't come from entries
    /// within the bounds, even with the rounding errors of a float sum, is refused; what rounding errors brought past the
    /// bounds is limited to them. An integer sum that has overflowed in PyDP (with its default `dtype="int"`, from 2^31 on)
    /// is wrong already and often can't be told.
    ///
    /// - Parameters:
    ///   - bytes: what `serialize()` returned there (in Python `.to_bytes()` of it), with declared bounds.
    ///   - aggregation: the description that the entries were collected for.
    /// - Throws: ``SummaryError``. Any bytes at all are safe to pass.
    public init(googleSerialized bytes: [UInt8], for aggregation: A) throws(SummaryError) {
        let summary = try Google.Summary(wire: bytes[...])
        let state = try aggregation._state(
            ofGoogleMessage: try summary.message(name: A._googleName))
        guard aggregation._isPossible(state) else { throw .impossibleTotals }
        self.aggregation = aggregation
        self.state = state
    }
}
