/// What the conversions of sums, means and variances share.
extension NumericAggregation {
    static var isOfIntegers: Bool { Entry.Sum.self == Int.self }

    /// Σk from the one value that Google's library keeps with declared bounds.
    ///
    /// - Parameters:
    ///   - positive: the message's positive sums.
    ///   - others: whether it has anything that goes with automatic bounds.
    ///   - origin: what was subtracted from each floating-point entry there.
    func indexSum(
        ofGoogle positive: [Google.Value], others: Bool, count: UInt64, origin: Double
    ) throws(SummaryError) -> Int128 {
        guard positive.count <= 1, !others else { throw .differentParameters }
        switch positive.first?.content {
        case .integer(let total)? where Self.isOfIntegers:
            return _grid.indexSum(integers: total, count: count)
        case .real(let total)? where !Self.isOfIntegers:
            return try _grid.indexSum(reals: total, count: count, origin: origin)
        case nil: throw .damaged
        default: throw .differentStatistic
        }
    }

    func googleValue(
        indexSum: Int128, count: UInt64, origin: Double
    ) throws(SummaryError) -> Google.Value {
        if Self.isOfIntegers {
            return .init(.integer(try _grid.integerTotal(indexSum: indexSum, count: count)))
        }
        return .init(
            .real(try _grid.realTotal(indexSum: indexSum, count: count, origin: origin)))
    }

    /// Whether the grid has every entry. Only integers far apart, with squares, are rounded to a coarser one.
    var gridIsExact: Bool { Self.isOfIntegers && _grid.exponent == 0 }

    /// How far off Σk may be because of rounding.
    func tolerance(count: UInt64, origin: Double) -> Double {
        if gridIsExact { return 0 }
        if Self.isOfIntegers { return Double(count) / 2 + 1 }
        return _grid.tolerance(count: count, largest: largestInSteps(origin: origin))
    }

    /// The largest distance from `origin` within the bounds, in steps.
    func largestInSteps(origin: Double) -> Double {
        let largest = max(
            (lowerBound._double - origin).magnitude, (upperBound._double - origin).magnitude)
        return Double(sign: .plus, exponent: -_grid.exponent, significand: largest)
    }

    /// The sums that `count` entries can have.
    func possibleSums(count: UInt64) -> ClosedRange<Int128> {
        Int128(count) * _grid.lowerIndex...Int128(count) * _grid.upperIndex
    }
}

extension Google.Parameters {
    /// Whether those that are there are these.
    func agree(
        epsilon: Double, lower: Double? = nil, upper: Double? = nil,
        maxPartitionsContributed: Int, maxContributionsPerPartition: Int
    ) -> Bool {
        func agree<T: Equatable>(_ mine: T?, _ other: T?) -> Bool { mine == nil || mine == other }
        return agree(self.epsilon, epsilon) && agree(self.lower, lower) && agree(self.upper, upper)
            && agree(self.maxPartitionsContributed.map(Int.init), maxPartitionsContributed)
            && agree(self.maxContributionsPerPartition.map(Int.init), maxContributionsPerPartition)
    }
}
