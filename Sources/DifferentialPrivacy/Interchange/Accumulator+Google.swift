extension Accumulator where A: EntryAggregation {
    /// Adds the entries that a minimum, maximum, median or percentile of Google's library or PyDP holds.
    ///
    /// Those keep every entry as it came, so any statistic of numbers can take them; ``GoogleInterchange`` is for those that
    /// keep totals. Unchecked like there: nothing tells how many of the entries are of one person. Integers beyond the
    /// entries' type are limited to it; NaN is skipped.
    ///
    /// - Parameter bytes: what `serialize()` returned there (in Python `.to_bytes()` of it).
    /// - Throws: ``SummaryError``; this accumulator is then unchanged. Any bytes at all are safe to pass.
    public mutating func addEntries(googleSerialized bytes: [UInt8]) throws(SummaryError) {
        let summary = try Google.Summary(wire: bytes[...])
        let message = try Google.BinarySearchSummary(
            wire: try summary.message(name: "BinarySearchSummary"))
        var entries: [A.Entry] = []
        entries.reserveCapacity(message.entries.count)
        for value in message.entries {
            let entry: A.Entry? =
                switch value.content {
                case .integer(let integer): A.Entry._entry(integer)
                case .real(let real): A.Entry._entry(real)
                case .text: nil
                case nil: throw .damaged
                }
            guard let entry else { throw .differentStatistic }
            entries.append(entry)
        }
        var added = aggregation.makeAccumulator()
        added.addEntries(entries)
        try merge(added)
    }
}

extension EntryNumber {
    public static func _entry(_ integer: Int64) -> Self? { nil }
    public static func _entry(_ real: Double) -> Self? { nil }
}

extension _EntryInteger {
    public static func _entry(_ integer: Int64) -> Self? { Self(clamping: integer) }
}

extension Double {
    public static func _entry(_ real: Double) -> Double? { real }
}

extension Float {
    public static func _entry(_ real: Double) -> Float? { Float(real) }
}
