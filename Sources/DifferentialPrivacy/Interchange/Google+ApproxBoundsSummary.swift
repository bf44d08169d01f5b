extension Google {
    /// The two histograms of automatic bounds: how many entries each bin of magnitudes has, 0 among the positive.
    struct ApproxBoundsSummary: WireMessage {
        var positiveCounts: [Int64] = []
        var negativeCounts: [Int64] = []

        mutating func take(_ field: WireField) throws(SummaryError) {
            switch field.number {
            case 1: try field.append(to: &positiveCounts)
            case 2: try field.append(to: &negativeCounts)
            default: break
            }
        }

        func write(to writer: inout WireWriter) {
            writer.write(1, each: positiveCounts)
            writer.write(2, each: negativeCounts)
        }
    }

    /// What automatic bounds are made from. There is one way to make them.
    struct BoundsSummary: WireMessage {
        var bins: ApproxBoundsSummary?

        mutating func take(_ field: WireField) throws(SummaryError) {
            if field.number == 1 { try field.read(into: &bins) }
        }

        func write(to writer: inout WireWriter) {
            writer.write(1, bins)
        }
    }
}
