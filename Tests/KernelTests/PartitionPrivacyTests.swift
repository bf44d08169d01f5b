import CPrivacyExact
import CPrivacySamplers
import CTestProbes
import Testing

/// (ε', δ')-differential privacy of neighbouring numbers of units, in rational intervals.
@Suite struct PartitionPrivacyTests {
    typealias Exact = StaircasePrivacyTests.Exact
    typealias Interval = (low: Exact, high: Exact)

    static let one = StaircasePrivacyTests.one
    /// Where the strategy gives away all that an inequality allows, intervals leave it open by less than this.
    static let slack = one / Exact(1 << 110)

    static func keep(_ law: PreparedTruncatedGeometric, _ k: UInt64) -> Interval {
        var low: OpaquePointer?
        var high: OpaquePointer?
        dpk_keep_bounds(law.exact, k, 300, &low, &high)
        return (Exact(owning: low!), Exact(owning: high!))
    }

    /// e^(−ε/parts) = p/(1 − p) with p = 1/(1 + e^(ε/parts)), of which other code certifies 128 digits.
    static func decay(_ epsilon: (UInt64, Int32), _ parts: UInt64) -> Interval {
        let whole = Exact(owning: dpk_rational_from_decimal(epsilon.0, epsilon.1))
        let share = whole / Exact(UInt128(parts))
        var digits: [UInt64] = [0, 0]
        dpk_probe_odds_prefix(one.number, share.number, 128, &digits)
        let p = StaircasePrivacyTests.interval(UInt128(digits[1]) << 64 | UInt128(digits[0]), true)
        return (p.low / (one - p.low), p.high / (one - p.high))
    }

    static let parameters: [((UInt64, Int32), (UInt64, Int32), UInt64)] = [
        ((5, -1), (2, -2), 1), ((1, 0), (1, -5), 1), ((1, 0), (1, -5), 3), ((1, -1), (3, -1), 2),
        ((7, 0), (1, -12), 1), ((4, 0), (5, -1), 1), ((1, -1), (99, -2), 1), ((2, 0), (1, -9), 5),
        ((1, -6), (5, -1), 1), ((3, 1), (1, -300), 4),
    ]

    /// With q = e^(−ε'): q (keep(k+1) − δ') <= keep(k), the same of the complements the other way round, and keep doesn't
    /// fall, which makes the two remaining inequalities. At each step one of the two is an equality, or keep(k+1) = 1:
    /// no strategy keeps more.
    @Test(arguments: parameters.indices)
    func neighboursAreIndistinguishableAndNoStrategyKeepsMore(index: Int) {
        let (epsilon, delta, parts) = Self.parameters[index]
        let law = PreparedTruncatedGeometric(epsilon, delta, parts: parts)
        let q = Self.decay(epsilon, parts)
        let d = Self.keep(law, 1)
        var now = Self.keep(law, 0)
        #expect(now.high <= Exact(0))
        for k in 0...2 * dpk_keep_crossover(law.exact) + 2 {
            let next = Self.keep(law, k + 1)
            #expect(now.low <= next.high)
            let first = q.high * (next.high - d.low)
            #expect(first <= now.low + Self.slack, "\(k)")
            let second = q.high * (Self.one - now.low - d.low)
            #expect(second <= Self.one - next.high + Self.slack, "\(k)")
            let isTight =
                now.high <= q.low * (next.low - d.high) + Self.slack
                || Self.one - next.low <= q.low * (Self.one - now.high - d.high) + Self.slack
                || Self.one <= next.low
            #expect(isTight, "\(k)")
            now = next
        }
        #expect(Self.one <= now.low)
    }

    /// (1 − δ')^parts = 1 − δ: what `parts` independent decisions leave is what was promised.
    @Test(arguments: parameters.indices)
    func sharesOfDeltaMakeDelta(index: Int) {
        let (epsilon, delta, parts) = Self.parameters[index]
        let law = PreparedTruncatedGeometric(epsilon, delta, parts: parts)
        let d = Self.keep(law, 1)
        var (low, high) = (Self.one, Self.one)
        for _ in 0..<parts {
            low = low * (Self.one - d.high)
            high = high * (Self.one - d.low)
        }
        let rest = Self.one - Exact(owning: dpk_rational_from_decimal(delta.0, delta.1))
        #expect(low <= rest && rest <= high)
    }
}
