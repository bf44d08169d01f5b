import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// The staircase sampler over *every* tape at reduced word width: exact masses, no statistics.
@Suite struct StaircaseEnumerationTests {
    struct Case: Sendable, CustomStringConvertible {
        let epsilon: UInt64
        let sensitivity: Int
        let width: Int
        let bits: UInt32
        var description: String {
            "ε = \(epsilon)/8, Δ = \(sensitivity), r = \(width), \(bits) bits"
        }
        var law: PreparedStaircase {
            PreparedStaircase(
                epsilon, 8, sensitivity: sensitivity, width: width, wordBits: bits)!
        }
    }

    /// At most 17 bits of tape each: every r at Δ = 1 ... 4, larger Δ at more bits.
    static let cases: [Case] =
        (1...4).flatMap { sensitivity in
            (1...sensitivity).flatMap { width in
                [
                    Case(epsilon: 5, sensitivity: sensitivity, width: width, bits: 2),
                    Case(epsilon: 17, sensitivity: sensitivity, width: width, bits: 3),
                ]
            }
        } + [
            Case(epsilon: 9, sensitivity: 7, width: 3, bits: 3),
            Case(epsilon: 9, sensitivity: 8, width: 8, bits: 3),
            Case(epsilon: 23, sensitivity: 13, width: 5, bits: 4),
            Case(epsilon: 23, sensitivity: 16, width: 1, bits: 4),
            Case(epsilon: 23, sensitivity: 11, width: 10, bits: 4),
            Case(epsilon: 50, sensitivity: 9, width: 2, bits: 4),
        ]

    /// floor(2^bits p) by doubles: safe at these widths unless a product is within 1e-9 of an integer (checked).
    static func threshold(_ p: Double, _ bits: UInt32) -> Int {
        let product = p * exp2(Double(bits))
        precondition(abs(product - product.rounded()) > 1e-9 || p == 0)
        return Int(product)
    }

    /// How many tapes should give each output when words that agree with a threshold in all their digits are refined
    /// to "below" (`openBelow`) or to "not below".
    static func expected(planes: Int, _ test: Case, openBelow: Bool) -> [Int64: Int] {
        let words = 1 << Int(test.bits)
        let epsilon = Double(test.epsilon) / 8
        let extra = openBelow ? 1 : 0
        let (first, second) = (test.width, test.sensitivity - test.width)
        // Tapes of one output of each uniform, and of all of them (a uniform below 1 keeps every word).
        let inFirst = words / first
        let inSecond = words / max(second, 1)
        let allFirst = inFirst * first
        let allSecond = inSecond * max(second, 1)
        let odds = Double(second) * exp(-epsilon)
        let upper =
            second == 0 ? 0 : threshold(odds / (Double(first) + odds), test.bits) + extra
        var masses: [Int64: Int] = [:]
        for j in 0..<(1 << (planes + 1)) {
            var periods = 1
            for k in 0...planes {
                let x = epsilon * exp2(Double(k))
                let below = threshold(k == planes ? exp(-x) : 1 / (1 + exp(x)), test.bits) + extra
                // A hit in the tail is worth 2^planes, which is bit `planes`; refinement then ends it there.
                periods *= j >> k & 1 == 1 ? below : words - below
            }
            for i in 0..<test.sensitivity {
                let place =
                    i < first
                    ? inFirst * allSecond * (words - upper) : inSecond * allFirst * upper
                let magnitude = Int64(j * test.sensitivity + i)
                masses[magnitude, default: 0] += periods * place
                if magnitude != 0 { masses[-magnitude, default: 0] += periods * place }
            }
        }
        return masses.filter { $0.value != 0 }
    }

    /// The counts over every tape.
    static func enumerated(
        _ law: PreparedStaircase, _ test: Case, openBelow: Bool, minusZero: Bool = false
    ) -> [Int64: Int] {
        let sampler = law.sampler
        let bits = Int(test.bits)
        let words = UInt64(1) << UInt64(bits)
        let periods = (0...law.planes).map { UInt64(law.periodThreshold($0)) }
        let step = UInt64(law.stepThreshold)
        var masses: [Int64: Int] = [:]
        var tape = [UInt64](repeating: 0, count: Int(sampler.words_per_trial))
        var out: Int64 = 0
        for index in 0..<(UInt64(1) << UInt64(1 + bits * (4 + law.planes))) {
            func word(_ place: Int) -> UInt64 { index >> UInt64(1 + bits * place) & (words - 1) }
            tape[0] = word(0) << 1 | index & 1
            tape[1] = word(1) << 1
            tape[2] = word(2)
            var open = word(2) == step && test.width < test.sensitivity ? 1 : 0
            for k in 0...law.planes {
                tape[4 + 2 * k] = word(3 + k)
                if word(3 + k) == periods[k] { open += 1 }
            }
            // A zero refines an open word to "below"; after them come ones, "not below".
            let count =
                minusZero
                ? dpk_probe_staircase_run_with_minus_zero(law.law, tape, &out)
                : dpk_probe_run(sampler, tape, 1, openBelow ? UInt64(open) : 0, &out)
            if count == 1 { masses[out, default: 0] += 1 }
        }
        return masses
    }

    @Test(arguments: cases, [false, true])
    func everyTapeGivesTheExactMasses(_ test: Case, openBelow: Bool) {
        let law = test.law
        #expect(1 + Int(test.bits) * (4 + law.planes) <= 17)
        let masses = Self.enumerated(law, test, openBelow: openBelow)
        #expect(masses == Self.expected(planes: law.planes, test, openBelow: openBelow))
    }

    @Test func aPlantedBiasOfOneTapeIsCaught() {
        let test = Case(epsilon: 9, sensitivity: 7, width: 3, bits: 3)
        let planes = test.law.planes
        let expected = Self.expected(planes: planes, test, openBelow: false)
        let plants: [(OpaquePointer) -> Void] = [
            { dpk_probe_staircase_plant_threshold($0, 1, 0) },
            { dpk_probe_staircase_plant_threshold($0, -1, 0) },
            { dpk_probe_staircase_plant_place($0, 1) },
            { dpk_probe_staircase_plant_place($0, -1) },
            { dpk_probe_staircase_plant_width($0, 1) },
            { dpk_probe_staircase_plant_width($0, -1) },
        ]
        for plant in plants {
            let law = test.law
            plant(law.law)
            #expect(Self.enumerated(law, test, openBelow: false) != expected)
        }
        #expect(Self.enumerated(test.law, test, openBelow: false, minusZero: true) != expected)
        #expect(Self.enumerated(test.law, test, openBelow: false) == expected)
        for width in [2, 4] {
            let shifted = Case(epsilon: 9, sensitivity: 7, width: width, bits: 3)
            #expect(Self.enumerated(shifted.law, test, openBelow: false) != expected)
        }
    }
}
