import DifferentialPrivacy

extension Attack {
    /// Sums of floating-point numbers move further than one entry may, and depend on the order (Casacuberta and others 2022).
    static let realSums = Attack(
        name: "real-sums",
        summary: "rounding and order change the sensitivity of a sum (Casacuberta and others 2022)"
    ) { _ in
        // From 2^24 entries of 1 + 2^-23 on, a sum of floats moves by 2 for each.
        let entry = Float(1).nextUp
        let entries = [Float](repeating: entry, count: 1 << 24)
        let naive = entries.reduce(0, +)
        let sum = try BoundedSum<Float>(epsilon: 1, lowerBound: 0, upperBound: entry)
        let moved = try exactSum(sum, entries + [entry]) - exactSum(sum, entries)
        let single = try exactSum(sum, [entry])
        return [
            AttackRow(
                attack: "real-sums", subject: "BoundedSum<Float>", isControl: false,
                figure: Double(moved) / Double(single), bound: 1,
                measure: "how far one more entry of U moves the exact sum, in U",
                falseAlarmRate: 0, holds: moved == single),
            AttackRow(
                attack: "real-sums", subject: "a loop over floats", isControl: true,
                figure: Double((naive + entry) - naive) / Double(entry), bound: 1,
                measure: "how far one more entry of U moves the sum, in U",
                falseAlarmRate: 0, holds: (naive + entry) - naive <= entry),
            AttackRow(
                "real-sums", "BoundedSum<Double>", counted: try orders(), mustBe: 1,
                "different totals of 100 permutations, merged in random trees"),
        ]
    }

    /// The sum in grid steps, as the bytes of a summary have it: raw data, which its owner may look at.
    private static func exactSum(_ sum: BoundedSum<Float>, _ entries: [Float]) throws -> Int {
        var accumulator = sum.makeAccumulator()
        accumulator.addEntries(entries)
        let bytes = accumulator.summary().serialized()
        func word(_ start: Int) -> Int {
            (0..<8).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
        }
        let parameters = word(8) & 0xffff_ffff
        return word(16 + 8 * (parameters + 1))
    }

    /// How many different totals there are, bit for bit.
    private static func orders() throws -> Int {
        var source = SystemRandomNumberGenerator()
        let odd = [.nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, 1e300]
        var entries = (0..<5000).map { _ in Double.random(in: -1e6...1e6, using: &source) } + odd
        let sum = try BoundedSum(epsilon: 1, lowerBound: -1e6, upperBound: 1e5)
        var seen: Set<[UInt8]> = []
        for _ in 0..<100 {
            entries.shuffle(using: &source)
            seen.insert(try tree(sum, entries[...], &source).serialized())
        }
        return seen.count
    }

    private static func tree(
        _ sum: BoundedSum<Double>, _ entries: ArraySlice<Double>,
        _ source: inout some RandomNumberGenerator
    ) throws -> Summary<BoundedSum<Double>> {
        var accumulator = sum.makeAccumulator()
        guard entries.count > 500 else {
            accumulator.addEntries(entries)
            return accumulator.summary()
        }
        let middle = entries.indices.randomElement(using: &source)!
        try accumulator.merge(tree(sum, entries[..<middle], &source))
        try accumulator.merge(tree(sum, entries[middle...], &source))
        return accumulator.summary()
    }
}
