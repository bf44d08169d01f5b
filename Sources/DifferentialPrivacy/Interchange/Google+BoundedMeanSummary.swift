extension Google {
    /// Count and sum of clamped entries. C++, declared bounds: the count, and one positive sum, of integers themselves or
    /// of floating-point numbers' distances from the middle of the bounds.
    struct BoundedMeanSummary: WireMessage {
        var count: Int64?
        var positiveSums: [Value] = []
        var negativeSums: [Value] = []
        var bins: ApproxBoundsSummary?
        var bounds: BoundsSummary?
        var sum: BoundedSumSummary?
        var counted: CountSummary?

        mutating func take(_ field: WireField) throws(SummaryError) {
            switch field.number {
            case 1: field.read(into: &count)
            case 2: try field.append(to: &positiveSums)
            case 3: try field.append(to: &negativeSums)
            case 4: try field.read(into: &bins)
            case 5: try field.read(into: &sum)
            case 6: try field.read(into: &counted)
            case 7: try field.read(into: &bounds)
            default: break
            }
        }

        func write(to writer: inout WireWriter) {
            writer.write(1, count)
            writer.write(2, each: positiveSums)
            writer.write(3, each: negativeSums)
            writer.write(4, bins)
            writer.write(5, sum)
            writer.write(6, counted)
            writer.write(7, bounds)
        }
    }
}
