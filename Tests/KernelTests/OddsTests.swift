import CPrivacyExact
import CTestProbes
import Foundation
import Testing

/// The digits of 1/(1 + w e^x).
@Suite struct OddsTests {
    struct Vector: Sendable {
        let odds: (UInt64, UInt64)
        let x: (UInt64, UInt64, Int32)
        let bits: UInt32
        let digits: UInt128
    }

    static let vectors: [Vector] = {
        let url = Bundle.module.url(forResource: "Vectors/odds", withExtension: "txt")!
        let text = try! String(contentsOf: url, encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.split(separator: " ")
            return Vector(
                odds: (UInt64(parts[0])!, UInt64(parts[1])!),
                x: (UInt64(parts[2])!, UInt64(parts[3])!, Int32(parts[4])!),
                bits: UInt32(parts[5])!, digits: UInt128(parts[6], radix: 16)!)
        }
    }()

    static func prefix(_ odds: OpaquePointer, _ x: OpaquePointer, _ bits: UInt32) -> UInt128 {
        var words: [UInt64] = [0, 0]
        dpk_probe_odds_prefix(odds, x, bits, &words)
        return UInt128(words[1]) << 64 | UInt128(words[0])
    }

    @Test func everyDigitAgreesWithAThousandDigitReference() {
        #expect(Self.vectors.count > 150)
        for vector in Self.vectors {
            let odds = ThresholdTests.rational(vector.odds.0, vector.odds.1, 0)
            let x = ThresholdTests.rational(vector.x.0, vector.x.1, vector.x.2)
            #expect(Self.prefix(odds, x, vector.bits) == vector.digits, "\(vector)")
            dpk_rational_free(odds)
            dpk_rational_free(x)
        }
    }

    /// The 64 digits after the first 64 decide: one below them is below p, one above isn't.
    @Test func neighboursAreDecidedOnTheRightSides() {
        for vector in Self.vectors {
            let odds = ThresholdTests.rational(vector.odds.0, vector.odds.1, 0)
            let x = ThresholdTests.rational(vector.x.0, vector.x.1, vector.x.2)
            let next = UInt64(truncatingIfNeeded: Self.prefix(odds, x, 128))
            if next > 0 {
                #expect(dpk_probe_odds_decide(odds, x, 64, next - 1) == 1, "\(vector)")
                // All digits agree, and then come ones: not below.
                #expect(dpk_probe_odds_decide(odds, x, 64, next) == 0, "\(vector)")
            }
            if next < .max { #expect(dpk_probe_odds_decide(odds, x, 64, next + 1) == 0) }
            dpk_rational_free(odds)
            dpk_rational_free(x)
        }
    }
}
