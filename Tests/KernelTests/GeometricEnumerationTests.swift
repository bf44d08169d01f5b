import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// The reference sampler over *every* tape at reduced word width: exact masses, no statistics.
@Suite struct GeometricEnumerationTests {
    struct Case: Sendable, CustomStringConvertible {
        let scale: Double
        let bits: UInt32
        var description: String { "scale \(scale), \(bits) bits a word" }
    }

    /// At most 20 bits of tape each.
    static let cases = [
        Case(scale: 1, bits: 3), Case(scale: 1, bits: 4), Case(scale: 1, bits: 5),
        Case(scale: 2, bits: 4), Case(scale: 0.5, bits: 6), Case(scale: 0.1, bits: 9),
        Case(scale: 4, bits: 3), Case(scale: 0.01, bits: 19), Case(scale: 40, bits: 2),
        Case(scale: 1000, bits: 1),
    ]

    /// floor(2^bits p) by doubles: safe at these widths unless a product is within 1e-9 of an integer (checked).
    static func expectedThreshold(_ k: Int, planes: Int, _ test: Case) -> Int {
        let x = exp2(Double(k)) / test.scale
        let p = k == planes ? exp(-x) : 1 / (1 + exp(x))
        let product = p * exp2(Double(test.bits))
        precondition(abs(product - product.rounded()) > 1e-9 || product < 0.5)
        return Int(product)
    }

    /// How many tapes should give each output when words that agree with a threshold in all their digits are refined
    /// to "below" (`openBelow`) or to "not below".
    static func expected(planes: Int, _ test: Case, openBelow: Bool) -> [Int64: Int] {
        let words = 1 << Int(test.bits)
        let extra = openBelow ? 1 : 0
        var masses: [Int64: Int] = [:]
        for value in 0..<(1 << (planes + 1)) {
            var count = 1
            for k in 0...planes {
                let below = expectedThreshold(k, planes: planes, test) + extra
                count *= value >> k & 1 == 1 ? below : words - below
            }
            // A hit in the tail is worth 2^planes, which is bit `planes`; refinement then ends it there.
            masses[Int64(value), default: 0] += count
            if value != 0 { masses[-Int64(value), default: 0] += count }
        }
        return masses.filter { $0.value != 0 }
    }

    /// The counts over every tape.
    static func enumerated(_ law: PreparedLaw, _ test: Case, openBelow: Bool) -> [Int64: Int] {
        let sampler = dpk_discrete_laplace_sampler(law.law)
        let columns = law.planes + 1
        let words = UInt64(1) << UInt64(test.bits)
        let thresholds = (0..<columns).map { UInt64(law.threshold($0)) }
        var masses: [Int64: Int] = [:]
        var tape = [UInt64](repeating: 0, count: 1 + 2 * columns)
        for sign in 0..<UInt64(2) {
            tape[0] = sign
            for index in 0..<(1 << (Int(test.bits) * columns)) {
                var open = 0
                for k in 0..<columns {
                    let word = UInt64(index) >> UInt64(Int(test.bits) * k) & (words - 1)
                    tape[1 + 2 * k] = word
                    if word == thresholds[k] { open += 1 }
                }
                // A zero refines an open word to "below"; after them come ones, "not below".
                // (e^-100 has 144 leading digits 0, so there it takes a second word.)
                let zeros = openBelow ? open * (test.scale < 0.05 ? 2 : 1) : 0
                for output in run(sampler, on: tape, zeros: zeros) {
                    masses[output, default: 0] += 1
                }
            }
        }
        return masses
    }

    @Test(arguments: cases, [false, true])
    func everyTapeGivesTheExactMasses(_ test: Case, openBelow: Bool) {
        let law = PreparedLaw(scale: test.scale, wordBits: test.bits)
        #expect(1 + Int(test.bits) * (law.planes + 1) <= 20)
        let masses = Self.enumerated(law, test, openBelow: openBelow)
        #expect(masses == Self.expected(planes: law.planes, test, openBelow: openBelow))
    }

    @Test func aPlantedBiasOfOneTapeIsCaught() {
        let test = Self.cases[3]
        for k in 0..<PreparedLaw(scale: test.scale, wordBits: test.bits).planes {
            for change: Int64 in [-1, 1] {
                let law = PreparedLaw(scale: test.scale, wordBits: test.bits)
                dpk_probe_plant_bias(law.law, UInt32(k), change)
                let masses = Self.enumerated(law, test, openBelow: false)
                #expect(masses != Self.expected(planes: law.planes, test, openBelow: false))
            }
        }
    }
}
