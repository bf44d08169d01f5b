import CPrivacySamplers
import Foundation
import Testing

/// Scores on their grid, and the order of noisy ones.
@Suite struct ScoreGridTests {
    static func steps(_ value: Double, _ exponent: Int32) -> Int128 {
        var low: UInt64 = 0
        var high: Int64 = 0
        dpk_score_steps(value, exponent, &low, &high)
        return Int128(high) << 64 | Int128(low)
    }

    @Test func everyDoubleGoesToTheNearestStepTiesToEven() {
        let half: Double = 0.5
        let cap: Int128 = 1 << 100
        let cases: [(Double, Int128)] = [
            (0, 0), (-0.0, 0), (0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (-1.5, -2), (-2.5, -2),
            (half.nextUp, 1), (0x1.7ffffffffffffp0, 1), (0x1.0000000000001p52, 0x10_0000_0000_0001),
            (0x1p99, cap / 2), (0x1p100, cap), (0x1p101, cap), (.infinity, cap), (-.infinity, -cap),
            (.nan, -cap), (.greatestFiniteMagnitude, cap), (.leastNonzeroMagnitude, 0),
            (-0x1.8p99, -3 * (cap / 4)),
        ]
        for (value, steps) in cases {
            #expect(Self.steps(value, 0) == steps, "\(value)")
        }
        var source = TestWords(state: 5)
        for _ in 0..<20_000 {
            let exponent = Int32(source.next() % 1900) - 950
            let significand = Double(Int64(bitPattern: source.next()))
            let value = scalbn(significand, Int(exponent) - Int(source.next() % 120))
            let exact = scalbn(value, -Int(exponent))
            guard exact == 0 || (exact.isNormal && value.isNormal) else { continue }
            #expect(Self.steps(value, exponent) == Int128(exact.rounded(.toNearestOrEven)))
        }
        // At both ends of the exponents, subnormal numbers included.
        #expect(Self.steps(0x1p-1001, -1000) == 0 && Self.steps(0x1.8p-1000, -1000) == 2)
        #expect(Self.steps(.leastNonzeroMagnitude, -1000) == 0)
        #expect(Self.steps(.infinity, 956) == 1 << 68)
    }

    /// Steps move no further apart than floor(Δ/g) + 1, and get there: (j + 1/2) g and Δ more, j even.
    @Test func roundingPaysOneStep() {
        for (sensitivity, most): (Double, Int128) in [(1, 1), (2.5, 3), (3, 3), (0.25, 1)] {
            var widest: Int128 = 0
            for quarter in -40...40 {
                let value = Double(quarter) / 4
                widest = max(widest, Self.steps(value + sensitivity, 0) - Self.steps(value, 0))
            }
            #expect(widest <= Int128(sensitivity) + 1 && widest >= most)
        }
        #expect(Self.steps(1.5, 0) - Self.steps(0.5, 0) == 2)
    }

    @Test func deficitsCountFromTheBestAndEndAtTheirCap() {
        let reals = [3, -1.25, .nan, 0x1p90, 0x1p90 - 0x1p60, -.infinity]
        var deficits = [UInt64](repeating: 9, count: reals.count)
        dpk_deficits_of_reals(reals, reals.count, 0, &deficits)
        let cap = UInt64(DPK_LARGEST_DEFICIT)
        #expect(deficits == [cap, cap, cap, 0, 1 << 60, cap])
        dpk_deficits_of_reals(reals, 2, -2, &deficits)
        #expect(deficits[..<2] == [0, 17])
        dpk_deficits_of_reals([Double.nan], 1, 0, &deficits)
        #expect(deficits[0] == 0)
        let integers: [Int64] = [.min, 5, .max, .max - 7]
        dpk_deficits_of_integers(integers, 4, &deficits)
        #expect(deficits[..<4] == [cap, cap, 0, 7])
    }

    @Test func theLargestComeFirstAndEqualsByNumber() {
        var source = TestWords(state: 3)
        for round in 0..<200 {
            let count = 1 + round % 7
            let draws = (0..<count).map { _ in Int64(source.next() % 5) - 2 }
            let deficits = (0..<count).map { _ in source.next() % 3 }
            let keys = zip(draws, deficits).map { $0 - Int64($1) }
            let order = keys.indices.sorted {
                keys[$0] > keys[$1] || keys[$0] == keys[$1] && $0 < $1
            }
            for wanted in 1...count {
                var scratch = draws
                var winners = [Int](repeating: -1, count: wanted)
                #expect(dpk_largest(&scratch, deficits, count, &winners, wanted) == 1)
                #expect(winners == Array(order.prefix(wanted)))
            }
        }
        var wide: [Int64] = [1, .max, -1 << 62]
        var winner = 0
        #expect(dpk_largest(&wide, [0, 0, 0], 3, &winner, 1) == 0)
        var narrow: [Int64] = [1 - 1 << 62, 1 << 62 - 1]
        #expect(dpk_largest(&narrow, [0, 1 << 61], 2, &winner, 1) == 1 && winner == 1)
    }
}
