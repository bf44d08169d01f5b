extension Google {
    /// Count, sum and sum of squares of clamped entries, for variances and standard deviations. C++, declared bounds: the
    /// count, one positive sum and one positive sum of squares, of the entries themselves whatever their type.
    struct BoundedVarianceSummary: WireMessage {
        var count: Int64?
        var positiveSums: [Value] = []
        var negativeSums: [Value] = []
        var positiveSquares: [Double] = []
        var negativeSquares: [Double] = []
        var bins: ApproxBoundsSummary?
        var bounds: BoundsSummary?
        var squares: BoundedSumSummary?
        var sum: BoundedSumSummary?
        var counted: CountSummary?

        mutating func take(_ field: WireField) throws(SummaryError) {
            switch field.number {
            case 1: field.read(into: &count)
            case 2: try field.append(to: &positiveSums)
            case 3: try field.append(to: &negativeSums)
            case 4: try field.append(to: &positiveSquares)
            case 5: try field.append(to: &negativeSquares)
            case 6: try field.read(into: &bins)
            case 7: try field.read(into: &squares)
            case 8: try field.read(into: &sum)
            case 9: try field.read(into: &counted)
            case 10: try field.read(into: &bounds)
            default: break
            }
        }

        func write(to writer: inout WireWriter) {
            writer.write(1, count)
            writer.write(2, each: positiveSums)
            writer.write(3, each: negativeSums)
            writer.write(4, each: positiveSquares)
            writer.write(5, each: negativeSquares)
            writer.write(6, bins)
            writer.write(7, squares)
            writer.write(8, sum)
            writer.write(9, counted)
            writer.write(10, bounds)
        }
    }
}
