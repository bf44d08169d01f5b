import Testing

@testable import dp

@Suite struct CellNumberTests {
    private func number(_ text: String) -> CellNumber {
        let bytes = Array(text.utf8)
        return CellNumber(bytes.span, bytes.indices)
    }

    @Test(arguments: [
        ("0", 0), ("-0", -0.0), ("1", 1), ("+1.5", 1.5), ("-2", -2), (".5", 0.5), ("5.", 5),
        (" 26.5\t", 26.5), ("6.02e23", 6.02e23), ("1E-3", 0.001), ("00012.50", 12.5),
        ("123456789012345678", 123_456_789_012_345_680), ("1e400", .infinity), ("1e-400", 0),
        ("9007199254740993", 9_007_199_254_740_992), ("0.1e-6", 1e-7), ("1e22", 1e22),
        ("1e23", 1e23), ("4.9e-324", .leastNonzeroMagnitude),
        ("17.5e99999999999999999999", .infinity),
    ])
    func `decimal numbers become the nearest double`(text: String, value: Double) {
        guard case .value(let read) = number(text) else {
            Issue.record("\(text) wasn't read")
            return
        }
        #expect(read.bitPattern == value.bitPattern)
    }

    @Test func `a hundred thousand decimals agree with the standard library`() {
        var state: UInt64 = 42
        func random(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        for _ in 0..<100_000 {
            let whole = (0..<random(12)).map { _ in "\(random(10))" }.joined()
            let fraction = (0...random(12)).map { _ in "\(random(10))" }.joined()
            let exponent = random(3) == 0 ? "e\(Int(random(60)) - 30)" : ""
            let text = "\(whole).\(fraction)\(exponent)"
            guard case .value(let value) = number(text), value == Double(text) else {
                Issue.record("\(text) is read differently")
                return
            }
        }
    }

    @Test(arguments: ["nan", "NaN", "NAN", "-nan", " nan "])
    func `not-a-number is read in any case`(text: String) {
        guard case .value(let value) = number(text) else {
            Issue.record("\(text) wasn't read")
            return
        }
        #expect(value.isNaN)
    }

    @Test(arguments: [
        ("inf", Double.infinity), ("-Inf", -.infinity), ("+INF", .infinity),
        ("Infinity", .infinity), ("-infinity", -.infinity),
    ])
    func `infinities are read in any case`(text: String, value: Double) {
        #expect(number(text) == .value(value))
    }

    @Test(arguments: ["", " ", "\t ", "NA", " NA"])
    func `nothing and NA are missing values`(text: String) {
        #expect(number(text) == .missing)
    }
}
