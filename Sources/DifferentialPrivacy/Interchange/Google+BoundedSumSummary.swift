extension Google {
    /// The sum of clamped entries. C++: with declared bounds one positive sum, which may be negative; else two sums a bin
    /// and the bins' counts, twice: `bins` is for readers of before `bounds`.
    struct BoundedSumSummary: WireMessage {
        var positiveSums: [Value] = []
        var negativeSums: [Value] = []
        var bins: ApproxBoundsSummary?
        var bounds: BoundsSummary?
        var partialSum: Value?
        var parameters = Parameters()

        mutating func take(_ field: WireField) throws(SummaryError) {
            switch field.number {
            case 1: try field.append(to: &positiveSums)
            case 2: try field.append(to: &negativeSums)
            case 3: try field.read(into: &bins)
            case 4: try field.read(into: &partialSum)
            case 12: try field.read(into: &bounds)
            default: parameters.take(field, first: 5)
            }
        }

        func write(to writer: inout WireWriter) {
            writer.write(1, each: positiveSums)
            writer.write(2, each: negativeSums)
            writer.write(3, bins)
            writer.write(4, partialSum)
            parameters.write(to: &writer, first: 5)
            writer.write(12, bounds)
        }
    }
}
