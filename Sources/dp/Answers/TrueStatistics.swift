/// Statistics without noise, for `--compare` on public data. They are not private.
struct TrueStatistics: Hashable {
    /// How many numbers there are, not-a-number left out.
    private(set) var count = 0

    /// Their mean.
    private(set) var mean = 0.0

    private var squares = 0.0
    private var total = 0.0
    private var correction = 0.0

    /// Their sum.
    var sum: Double { total + correction }

    /// Their mean squared distance from the mean.
    var variance: Double { count == 0 ? 0 : squares / Double(count) }

    /// The root of that.
    var standardDeviation: Double { variance.squareRoot() }

    /// Takes more numbers in: Welford (1962) for the mean and the variance, and Neumaier (1974) for the
    /// sum.
    mutating func add(_ values: Span<Double>) {
        for index in values.indices where !values[index].isNaN {
            let value = values[index]
            count += 1
            let distance = value - mean
            mean += distance / Double(count)
            squares += distance * (value - mean)
            let next = total + value
            correction += abs(total) >= abs(value) ? (total - next) + value : (value - next) + total
            total = next
        }
    }
}
