import Foundation
import Testing

@testable import DifferentialPrivacy

#if arch(x86_64)
    /// A host that has changed the processor's rounding changes no noise, and finds its own rounding again.
    @Suite(.serialized) struct DefaultRoundingTests {
        // To nearest, downward, upward, towards zero.
        static let modes: [Int32] = [0, 0x400, 0x800, 0xc00]

        @inline(never) static func sum(_ a: Double, _ b: Double) -> Double { a + b }

        @Test(arguments: modes) func bodiesRunUnderTheDefaultAndHostsGetTheirsBack(mode: Int32) {
            for sign in [1.0, -1.0] {
                fesetround(mode)
                let plain = Self.sum(sign, sign * 0x1p-54)
                let guarded = underDefaultRounding { Self.sum(sign, sign * 0x1p-54) }
                let after = fegetround()
                fesetround(0)
                #expect(guarded == sign && after == mode)
                // The comparison has teeth.
                #expect(
                    (plain == sign)
                        == (mode == 0 || mode == 0xc00 || mode == (sign > 0 ? 0x400 : 0x800)))
            }
        }

        /// Noise of scale 1 doesn't move 2^200 unless sums are rounded away from it: half of them are, without the guard.
        @Test(arguments: modes) func singleValuesAreRoundedToNearest(mode: Int32) throws {
            let mechanism = try LaplaceMechanism(epsilon: 1, sensitivity: 1)
            fesetround(mode)
            let results = (0..<64).map { _ in mechanism.addNoise(to: 0x1.8p200) }
            fesetround(0)
            #expect(results.allSatisfy { $0 == 0x1.8p200 })
        }
    }
#endif
