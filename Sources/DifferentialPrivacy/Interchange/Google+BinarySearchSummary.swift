extension Google {
    /// What the C++ library's minimum, maximum, median and percentile hold: every entry as it came.
    struct BinarySearchSummary: WireMessage {
        var entries: [Value] = []

        mutating func take(_ field: WireField) throws(SummaryError) {
            if field.number == 2 { try field.append(to: &entries) }
        }

        func write(to writer: inout WireWriter) {
            writer.write(2, each: entries)
        }
    }
}
