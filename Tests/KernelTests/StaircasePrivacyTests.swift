import CPrivacyExact
import CPrivacySamplers
import CTestProbes
import Testing

/// ε-differential privacy of the masses that the sampler's thresholds make, in exact rational arithmetic.
@Suite struct StaircasePrivacyTests {
    /// An exact rational that frees itself.
    final class Exact: @unchecked Sendable {
        let number: OpaquePointer
        init(owning number: OpaquePointer) { self.number = number }
        deinit { dpk_rational_free(number) }

        convenience init(_ value: UInt128) {
            let high = dpk_rational_from_unsigned(UInt64(truncatingIfNeeded: value >> 64))
            let low = dpk_rational_from_unsigned(UInt64(truncatingIfNeeded: value))
            let shifted = dpk_rational_scale(high, 64)
            self.init(owning: dpk_rational_add(shifted, low))
            for part in [high, low, shifted] { dpk_rational_free(part) }
        }

        static func * (a: Exact, b: Exact) -> Exact {
            Exact(owning: dpk_rational_multiply(a.number, b.number))
        }
        static func / (a: Exact, b: Exact) -> Exact {
            Exact(owning: dpk_rational_divide(a.number, b.number))
        }
        static func + (a: Exact, b: Exact) -> Exact {
            Exact(owning: dpk_rational_add(a.number, b.number))
        }
        static func - (a: Exact, b: Exact) -> Exact {
            Exact(owning: dpk_rational_subtract(a.number, b.number))
        }
        static func <= (a: Exact, b: Exact) -> Bool {
            dpk_rational_compare(a.number, b.number) <= 0
        }
    }

    static let one = Exact(1)
    static let unit = Exact(1) / (Exact(1 << 64) * Exact(1 << 64))
    /// 1 + 2^-100: thresholds of 128 digits leave that much open, and so do ratios that are e^ε exactly.
    static let slack = one + Exact(1 << 28) * unit

    /// The interval of a probability, or of its complement, from its first 128 digits.
    static func interval(_ digits: UInt128, _ hit: Bool) -> (low: Exact, high: Exact) {
        let low = Exact(digits) * unit
        let high = low + unit
        return hit ? (low, high) : (one - high, one - low)
    }

    /// Intervals of P(Z = ±m) · (what all masses share), m = 0 ... 4 Δ − 1: four periods, where j has two bits of its
    /// own and is 0 in all the others.
    static func masses(_ law: PreparedStaircase) -> [(low: Exact, high: Exact)] {
        (0..<4 * law.sensitivity).map { m in
            let (j, i) = m.quotientAndRemainder(dividingBy: law.sensitivity)
            let inSecond = i >= law.width
            let places = inSecond ? law.sensitivity - law.width : law.width
            var mass = interval(law.stepThreshold, inSecond)
            mass = (mass.low / Exact(UInt128(places)), mass.high / Exact(UInt128(places)))
            for k in 0...law.planes {
                let bit = interval(law.periodThreshold(k), j >> k & 1 == 1)
                mass = (mass.low * bit.low, mass.high * bit.high)
            }
            return mass
        }
    }

    /// The pairs (k, k + d), |d| ≤ `distance`, around 0 and beyond, whose ratio may pass e^ε.
    static func violations(_ law: PreparedStaircase, distance: Int) -> Int {
        let masses = masses(law)
        let digits = ThresholdTests.prefix(DPK_EXPONENTIAL, law.epsilon, 128)
        let inverse = Exact(digits) * unit  // at most e^-ε
        var found = 0
        for k in -(masses.count - 1)..<masses.count {
            for d in -distance...distance where abs(k + d) < masses.count {
                let (a, b) = (masses[abs(k)], masses[abs(k + d)])
                if !(a.high * inverse <= b.low * slack) { found += 1 }
            }
        }
        return found
    }

    @Test(arguments: [(1, 10), (1, 1), (7, 2), (6, 1)] as [(UInt64, UInt64)])
    func noRatioOfMassesPassesEToTheEpsilon(_ a: UInt64, _ b: UInt64) throws {
        for sensitivity in 1...6 {
            for width in 1...sensitivity {
                let law = try #require(
                    PreparedStaircase(a, b, sensitivity: sensitivity, width: width))
                #expect(Self.violations(law, distance: sensitivity) == 0)
                // One step further there are ratios of e^2ε: the sensitivity is what it is, and the test has teeth.
                #expect(Self.violations(law, distance: sensitivity + 1) > 0)
            }
        }
    }

    /// By 2^-88 in the direction that takes mass from the second step. (More mass there is still private.)
    @Test func aMovedThresholdBreaksThePromise() throws {
        let law = try #require(PreparedStaircase(1, 1, sensitivity: 5, width: 2))
        dpk_probe_staircase_plant_threshold(law.law, -1, 40)
        #expect(Self.violations(law, distance: 5) > 0)
    }

    /// In exponents of e^-ε, which is all that privacy depends on: b^⌊(m + Δ − r)/Δ⌋ is the mass of magnitude m, and
    /// within Δ it changes by one factor at most. Every r, every k of three periods, every shift.
    @Test func levelsDifferByOneWithinTheSensitivity() {
        for sensitivity in 1...12 {
            for width in 1...sensitivity {
                func level(_ k: Int) -> Int {
                    let (j, i) = abs(k).quotientAndRemainder(dividingBy: sensitivity)
                    let level = i < width ? j : j + 1
                    #expect(level == (abs(k) + sensitivity - width) / sensitivity)
                    return level
                }
                for k in -3 * sensitivity...3 * sensitivity {
                    for d in -sensitivity...sensitivity {
                        #expect(abs(level(k) - level(k + d)) <= 1)
                    }
                }
            }
        }
    }
}
