import CPrivacyExact
import CPrivacySamplers
import CTestProbes
import Testing

/// Coins with probability e^(−rate · steps): bounds against GMP's digits, every word at reduced width.
@Suite struct CoinsTests {
    final class Coins {
        let rate: OpaquePointer
        let law: OpaquePointer

        init?(_ numerator: UInt64, _ denominator: UInt64, scale: Int32 = 0, wordBits: UInt32 = 63) {
            let quotient = ThresholdTests.rational(numerator, denominator, 0)
            defer { dpk_rational_free(quotient) }
            rate = dpk_rational_scale(quotient, scale)
            guard let law = dpk_coins_prepare(rate, wordBits) else {
                dpk_rational_free(rate)
                return nil
            }
            self.law = law
        }

        deinit {
            dpk_coins_free(law)
            dpk_rational_free(rate)
        }

        func bounds(_ steps: UInt64) -> Range<UInt64> {
            var (low, high): (UInt64, UInt64) = (0, 0)
            dpk_probe_coin_bounds(law, steps, &low, &high)
            return low..<high
        }

        func digits(_ steps: UInt64, _ bits: UInt32) -> UInt64 {
            dpk_probe_coin_digits(rate, steps, bits)
        }

        /// How many of the steps have bounds that miss the digits.
        func misses(_ steps: [UInt64]) -> Int {
            steps.count { !bounds($0).contains(digits($0, 63)) }
        }
    }

    static let rates: [(UInt64, UInt64, Int32)] = [
        (1, 1, 0), (1, 3, -32), (1, 10, -33), (7, 1, 0), (1, 1000, 0), (1, 1, -48), (1, 7, -200),
        (5, 1, 62), (99, 100, -20),
    ]

    /// Steps whose exponents are spread over 0 ... 50, and some of any size.
    static func steps(_ rate: (UInt64, UInt64, Int32), count: Int) -> [UInt64] {
        var source = TestWords(state: rate.0 &+ rate.1)
        var value = Double(rate.0) / Double(rate.1)
        value *= Double(sign: .plus, exponent: Int(rate.2), significand: 1)
        return (0..<count).map { index in
            if index % 4 == 0 { return max(1, source.next() >> (source.next() % 64)) }
            let steps = Double.random(in: 0...50, using: &source) / value
            return UInt64(min(max(steps, 1), 1e19))
        }
    }

    @Test(arguments: rates.indices)
    func boundsContainTheDigitsAndAreNarrow(index: Int) throws {
        let rate = Self.rates[index]
        let coins = try #require(Coins(rate.0, rate.1, scale: rate.2))
        for steps in Self.steps(rate, count: 400) {
            let bounds = coins.bounds(steps)
            let digits = coins.digits(steps, 63)
            #expect(bounds.contains(digits), "\(steps)")
            #expect(bounds.count <= Int(digits >> 44) + 20_000, "\(steps)")
        }
        #expect(coins.bounds(0) == .max..<(.max))
    }

    /// Powers that are too small by a part of 2^-44, or too large by one of 2^-42.
    @Test func aPlantedErrorIsNoticed() throws {
        for change: Int64 in [-1 << 19, 1 << 21] {
            let coins = try #require(Coins(1, 3, scale: -32))
            let steps = Self.steps((1, 3, -32), count: 2000)
            #expect(coins.misses(steps) == 0)
            for value: UInt32 in 0..<512 { dpk_probe_coins_plant(coins.law, 5, value, change) }
            #expect(coins.misses(steps) > 0, "\(change)")
        }
    }

    /// All words of 10 digits: as many heads as the probability's first digits say, and one more where the word that
    /// agrees with all of them is refined to "below".
    @Test(arguments: [(1, 5), (2, 3), (9, 7), (1, 1), (3, 100), (8, 1)] as [(UInt64, UInt64)])
    func everyShortWordIsDecidedByTheDigits(rate: (UInt64, UInt64)) throws {
        let coins = try #require(Coins(rate.0, rate.1, wordBits: 10))
        let words = (0..<1024).map { UInt64($0) << 54 }
        for steps: UInt64 in [1, 2, 3, 5, 40] {
            let digits = coins.digits(steps, 10)
            let below = dpk_probe_coins_run(coins.law, words, steps, 1024, 0)
            let above = dpk_probe_coins_run(coins.law, words, steps, 1024, .max)
            #expect(UInt64(below) == digits + 1 && UInt64(above) == digits, "\(steps)")
        }
        #expect(dpk_probe_coins_run(coins.law, words, 0, 1024, .max) == 1024)
    }

    @Test func choosesAmongHeadsAlone() {
        var heads = [UInt16](repeating: 0, count: 100)
        heads[17] = 1
        #expect(dpk_coins_choose(heads, heads.count) == 17)
        heads[99] = 4096
        var last = 0
        for _ in 0..<2000 where dpk_coins_choose(heads, heads.count) == 99 { last += 1 }
        // Missing 20 of 2000 has a probability below 1e-20.
        #expect(last > 1980)
    }

    @Test func ratesOutsideTheRangeAreRefused() {
        #expect(Coins(0, 1) == nil)
        #expect(Coins(1, 1, scale: 501) == nil)
        #expect(Coins(1, 1, scale: -501) == nil)
        #expect(Coins(1, 1, wordBits: 64) == nil)
        #expect(Coins(1, 1, scale: 500) != nil && Coins(1, 1, scale: -500) != nil)
    }
}
