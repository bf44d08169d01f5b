import Testing

@testable import DifferentialPrivacy

@Suite struct RationalTests {
    @Test func aDoubleMeansTheShortestDecimalThatReadsBackAsIt() {
        #expect(Rational(decimal: 0.1).description == "1/10")
        #expect(Rational(decimal: 3).description == "3")
        #expect(Rational(decimal: 1e-5).description == "1/100000")
        #expect(Rational(decimal: 2.5e10).description == "25000000000")
        #expect(Rational(decimal: 0).description == "0")
        #expect(Rational(decimal: 1e22).description == "10000000000000000000000")
        #expect(Rational(decimal: 123456.789).description == "123456789/1000")
        #expect(Rational(exactly: 0.1) != Rational(decimal: 0.1))
        #expect(Rational(exactly: 0.5) == Rational(decimal: 0.5))
        // Every shortest decimal reads back: the nearest double of the rational is the double.
        for value in [
            0.1, 0.3, .leastNonzeroMagnitude, 1.7976931348623157e308, 2.2250738585072014e-308,
            1 / 3.0,
        ] {
            #expect(Rational(decimal: value).approximation == value)
        }
    }

    @Test func arithmeticIsExact() {
        let tenth = Rational(decimal: 0.1)
        #expect(tenth + tenth + tenth == Rational(decimal: 0.3))
        #expect(tenth * Rational(10) == .one)
        #expect(Rational(1) / Rational(3) + Rational(2) / Rational(3) == .one)
        #expect((tenth - Rational(decimal: 0.3)).description == "-1/5")
        #expect(Rational(UInt64.max).description == "18446744073709551615")
        #expect(Rational(Int128.max) == Rational(1).scaled(byPowerOfTwo: 127) - .one)
        #expect(Rational(-Int128(UInt64.max)).description == "-18446744073709551615")
        #expect((Rational(7) / Rational(2)).floor == Rational(3))
        #expect((Rational(-7) / Rational(2)).floor == Rational(-4))
        #expect(Set([tenth, Rational(1) / Rational(10), .one]).count == 2)
    }

    @Test func scalesAreRoundedUpNeverDown() {
        // 3·fl(ε/3) can exceed ε; a scale from exact shares can't be too small.
        let third = Rational(1) / Rational(3)
        #expect(Rational(exactly: third.roundedUp) > third)
        #expect(Rational(exactly: third.roundedUp.nextDown) < third)
        #expect(Rational(exactly: 0.75).roundedUp == 0.75)
        #expect(Rational(1).scaled(byPowerOfTwo: -1074).roundedUp == .leastNonzeroMagnitude)
        #expect(Rational(1).scaled(byPowerOfTwo: -1080).roundedUp == .leastNonzeroMagnitude)
        #expect(Rational(1).scaled(byPowerOfTwo: 1024).roundedUp == .infinity)
        #expect(Rational.zero.roundedUp == 0)
        let beyond = Rational(exactly: .greatestFiniteMagnitude) + .one
        #expect(beyond.roundedUp == .infinity)
    }

    @Test func ceilLog2IsTheLeastExponentThatReaches() {
        #expect(Rational(1).ceilLog2 == 0)
        #expect(Rational(2).ceilLog2 == 1)
        #expect(Rational(3).ceilLog2 == 2)
        #expect(Rational(decimal: 0.1).ceilLog2 == -3)
        #expect(Rational(decimal: 0.125).ceilLog2 == -3)
        #expect((Rational(1025) / Rational(1024)).ceilLog2 == 1)
        #expect((Rational(1023) / Rational(1024)).ceilLog2 == 0)
    }
}
