/// The order of numbers without noise, for `--compare` on public data. Keeps them all; not private.
struct TrueOrder {
    private var values: [Double] = []

    /// Takes more numbers in; not-a-number is left out.
    mutating func add(_ batch: Span<Double>) {
        for index in batch.indices where !batch[index].isNaN { values.append(batch[index]) }
    }

    /// The least number that a share of all isn't above; not-a-number if there are none.
    func quantile(_ share: Double) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        let place = Int((share * Double(sorted.count)).rounded(.up)) - 1
        return sorted[min(max(place, 0), sorted.count - 1)]
    }
}
