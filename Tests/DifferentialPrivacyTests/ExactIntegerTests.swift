import Testing

@testable import DifferentialPrivacy

@Suite struct ExactIntegerTests {
    @Test func roundedDivisionRoundsTiesToEven() {
        let cases: [(Int128, Int, Int128)] = [
            (5, 1, 2), (7, 1, 4), (-5, 1, -2), (-7, 1, -4), (6, 2, 2), (-6, 2, -2), (10, 2, 2),
            (11, 2, 3), (0, 5, 0), (1, 127, 0), (9, 0, 9), (-1, 1, 0), (-3, 1, -2),
        ]
        for (value, shift, expected) in cases {
            #expect(value.roundedDivision(byPowerOfTwo: shift) == expected, "\(value) >> \(shift)")
        }
    }

    @Test func theLastConversionRoundsToNearestEvenAndSaturates() {
        let big: Int128 = 1 << 100
        #expect((big + (1 << 47)).scaledDouble(byPowerOfTwo: 0) == 0x1p100)
        #expect((big + (1 << 47) + 1).scaledDouble(byPowerOfTwo: 0) == 0x1.0000000000001p100)
        #expect((big + 3 * (1 << 47)).scaledDouble(byPowerOfTwo: 0) == 0x1.0000000000002p100)
        #expect((-big - (1 << 47) - 1).scaledDouble(byPowerOfTwo: 0) == -0x1.0000000000001p100)
        #expect(big.scaledDouble(byPowerOfTwo: 1000) == .greatestFiniteMagnitude)
        #expect((-big).scaledDouble(byPowerOfTwo: 1000) == -.greatestFiniteMagnitude)
        #expect(Int128(3).scaledDouble(byPowerOfTwo: -2) == 0.75)
        #expect(Int128(0).scaledDouble(byPowerOfTwo: 5000) == 0)
    }

    @Test func integersSaturateAtIntMaxOnBothSides() {
        #expect(Int128(Int.max).saturatedInt(byPowerOfTwo: 0) == Int.max)
        #expect((Int128(Int.max) + 1).saturatedInt(byPowerOfTwo: 0) == Int.max)
        #expect((-Int128(Int.max) - 1).saturatedInt(byPowerOfTwo: 0) == -Int.max)
        #expect(Int128(5).saturatedInt(byPowerOfTwo: 3) == 40)
        #expect(Int128(-5).saturatedInt(byPowerOfTwo: 70) == -Int.max)
        #expect(Int128(0).saturatedInt(byPowerOfTwo: 70) == 0)
        #expect((Int128(1) << 61).saturatedInt(byPowerOfTwo: 3) == Int.max)
    }
}
