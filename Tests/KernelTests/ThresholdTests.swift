import CPrivacyExact
import CTestProbes
import Foundation
import Testing

@Suite struct ThresholdTests {
    struct Vector: Sendable {
        let law: dpk_law
        let numerator: UInt64
        let denominator: UInt64
        let exponent: Int32
        let bits: UInt32
        let digits: UInt128
    }

    static let vectors: [Vector] = {
        let url = Bundle.module.url(forResource: "Vectors/thresholds", withExtension: "txt")!
        let text = try! String(contentsOf: url, encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.split(separator: " ")
            return Vector(
                law: parts[0] == "exp" ? DPK_EXPONENTIAL : DPK_LOGISTIC,
                numerator: UInt64(parts[1])!, denominator: UInt64(parts[2])!,
                exponent: Int32(parts[3])!, bits: UInt32(parts[4])!,
                digits: UInt128(parts[5], radix: 16)!)
        }
    }()

    /// a / b · 2^k; the caller frees it.
    static func rational(_ a: UInt64, _ b: UInt64, _ k: Int32) -> OpaquePointer {
        let a = dpk_rational_from_unsigned(a)
        let b = dpk_rational_from_unsigned(b)
        let quotient = dpk_rational_divide(a, b)
        let result = dpk_rational_scale(quotient, k)!
        for number in [a, b, quotient] { dpk_rational_free(number) }
        return result
    }

    static func prefix(_ law: dpk_law, _ x: OpaquePointer?, _ bits: UInt32) -> UInt128 {
        var words: [UInt64] = [0, 0]
        dpk_probe_prefix(law, x, bits, &words)
        return UInt128(words[1]) << 64 | UInt128(words[0])
    }

    @Test func everyDigitAgreesWithAThousandDigitReference() {
        #expect(Self.vectors.count > 300)
        for vector in Self.vectors {
            let x = Self.rational(vector.numerator, vector.denominator, vector.exponent)
            defer { dpk_rational_free(x) }
            let digits = Self.prefix(vector.law, x, vector.bits)
            #expect(digits == vector.digits, "\(vector)")
        }
    }

    @Test func doublingsAgreeWithOneByOne() {
        for (a, b): (UInt64, UInt64) in [
            (1, 1), (1, 10), (1, 1 << 40), (3, 7), (200, 1), (1, 1 << 55),
        ] {
            let x = Self.rational(a, b, 0)
            defer { dpk_rational_free(x) }
            var out = [UInt64](repeating: 1, count: 126)
            dpk_probe_doublings(x, 62, 128, &out)
            for k in 0...62 {
                let doubled = dpk_rational_scale(x, Int32(k))
                defer { dpk_rational_free(doubled) }
                let law = k == 62 ? DPK_EXPONENTIAL : DPK_LOGISTIC
                let digits = UInt128(out[2 * k + 1]) << 64 | UInt128(out[2 * k])
                #expect(digits == Self.prefix(law, doubled, 128), "\(a)/\(b), \(k)")
            }
        }
    }
}
