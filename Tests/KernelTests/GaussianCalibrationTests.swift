import CPrivacyExact
import Foundation
import Testing

/// Certified from above, and close: against mpmath's values.
@Suite struct GaussianCalibrationTests {
    /// The lines that begin with `kind`, without it.
    static func vectors(_ kind: String) -> [[String]] {
        let url = Bundle.module.url(forResource: "Vectors/gaussian", withExtension: "txt")!
        let text = try! String(contentsOf: url, encoding: .utf8)
        return text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            .filter { $0[0] == kind }.map { Array($0.dropFirst()) }
    }

    static func decimal(_ significand: String, _ exponent: String) -> OpaquePointer {
        dpk_rational_from_decimal(UInt64(significand)!, Int32(exponent)!)
    }

    typealias Bounds = (UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?) -> Void

    static func bounds(_ bound: Bounds) -> (low: Double, high: Double) {
        var low = 0.0
        var high = 0.0
        bound(&low, &high)
        return (low, high)
    }

    /// The least double there is: its predecessor's delta is too large. So at most 2^-52 above the optimum.
    @Test func multipliersAreTheLeastDoublesThatSuffice() {
        let vectors = Self.vectors("sigma")
        #expect(vectors.count > 150)
        for vector in vectors {
            let epsilon = Self.decimal(vector[0], vector[1])
            let delta = Self.decimal(vector[2], vector[3])
            let sigma = dpk_gaussian_multiplier(epsilon, delta)
            #expect(sigma == Double(vector[4])!, "\(vector)")
            let exact = dpk_rational_from_double(sigma)
            #expect(dpk_gaussian_epsilon(exact, delta, 0x1p-50) <= dpk_rational_round_up(epsilon))
            for number in [epsilon, delta, exact] { dpk_rational_free(number) }
        }
    }

    @Test func knownMultiplier() {
        let one = dpk_rational_from_unsigned(1)
        let delta = dpk_rational_from_decimal(1, -5)
        #expect(abs(dpk_gaussian_multiplier(one, delta) / 3.73063163481594 - 1) < 1e-14)
        dpk_rational_free(one)
        dpk_rational_free(delta)
    }

    /// Parameters at the ends of what doubles hold give an answer whose delta is small enough.
    @Test func extremeParametersAreCertified() {
        for (e, d): (Double, Double) in [
            (0x1p-50, .leastNonzeroMagnitude), (0x1p-50, 0.5), (0x1p-50, 1 - 0x1p-53),
            (1e4, 1 - 0x1p-53),
            (1e300, 1e-6),
            (1, .leastNonzeroMagnitude), (1e12, 1e-300), (1e4, 0.999),
        ] {
            let epsilon = dpk_rational_from_double(e)
            let delta = dpk_rational_from_double(d)
            let sigma = dpk_gaussian_multiplier(epsilon, delta)
            #expect(sigma.isFinite && sigma > 0)
            let exact = dpk_rational_from_double(sigma)
            let below = dpk_rational_from_double(sigma.nextDown)
            let bounds = Self.bounds { dpk_gaussian_delta_bounds(epsilon, exact, $0, $1) }
            #expect(bounds.low <= d && bounds.high <= d.nextUp)
            #expect(Self.bounds { dpk_gaussian_delta_bounds(epsilon, below, $0, $1) }.high >= d)
            for number in [epsilon, delta, exact, below] { dpk_rational_free(number) }
        }
    }

    @Test func boundsOfDeltaHoldItAndAreNeighbours() {
        let vectors = Self.vectors("delta")
        #expect(vectors.count > 30)
        for vector in vectors {
            let epsilon = Self.decimal(vector[0], vector[1])
            let sigma = dpk_rational_from_double(Double(vector[2])!)
            let bounds = Self.bounds { dpk_gaussian_delta_bounds(epsilon, sigma, $0, $1) }
            #expect(
                bounds.low == Double(vector[3])! && bounds.high == bounds.low.nextUp, "\(vector)")
            let logarithms = Self.bounds { dpk_gaussian_log_delta_bounds(epsilon, sigma, $0, $1) }
            let nearest = Double(vector[4])!
            #expect(logarithms.low <= nearest && nearest <= logarithms.high, "\(vector)")
            #expect(logarithms.high <= logarithms.low.nextUp)
            dpk_rational_free(epsilon)
            dpk_rational_free(sigma)
        }
    }

    @Test func boundsOfTailsHoldThemAndAreNeighbours() {
        for vector in Self.vectors("tail") {
            let x = dpk_rational_from_double(Double(vector[0])!)
            let bounds = Self.bounds { dpk_normal_tail_bounds(x, $0, $1) }
            // Where the tail is a double, 1/2, both neighbours may be given.
            let tail = Double(vector[1])!
            #expect(bounds.low <= tail && tail.nextDown <= bounds.low, "\(vector)")
            #expect(bounds.high >= tail && bounds.high <= tail.nextUp, "\(vector)")
            let logarithms = Self.bounds { dpk_normal_log_tail_bounds(x, $0, $1) }
            #expect(exp(logarithms.low) <= bounds.high * (1 + 1e-12))
            #expect(exp(logarithms.high) >= bounds.low * (1 - 1e-12))
            dpk_rational_free(x)
        }
    }

    @Test func discreteCalibrationIsCertifiedAndClose() {
        let vectors = Self.vectors("discrete")
        #expect(vectors.count == 10)
        for vector in vectors {
            let epsilon = Self.decimal(vector[0], vector[1])
            let delta = Self.decimal(vector[2], vector[3])
            let sensitivity = dpk_rational_from_unsigned(UInt64(vector[4])!)
            let sigma = dpk_discrete_gaussian_sigma(epsilon, delta, sensitivity)
            let optimum = Double(vector[5])!
            let slack = sigma <= 128 ? 0x1p-40 : 4 / (sigma * sigma)
            #expect(
                sigma >= optimum.nextDown && sigma <= optimum * (1 + slack), "\(vector) \(sigma)")
            for number in [epsilon, delta, sensitivity] { dpk_rational_free(number) }
        }
    }

    /// δ rises with σ in places: at each of these a search that only goes down one slope ends above the least σ.
    @Test(arguments: [
        ("3", "0.1", 1, 0.40390821809), ("5", "0.001", 1, 0.54767789570),
        ("10", "0.001", 1, 0.22359611916), ("10", "0.001", 3, 1.16115614925),
    ])
    func discreteCalibrationFindsTheLowestValley(
        epsilon: String, delta: String, sensitivity: UInt64, expected: Double
    ) {
        let exact = [epsilon, delta].map { dpk_rational_from_double(Double($0)!)! }
        let each = dpk_rational_from_unsigned(sensitivity)!
        let sigma = dpk_discrete_gaussian_sigma(exact[0], exact[1], each)
        #expect(abs(sigma - expected) < 1e-10)
        #expect(dpk_discrete_gaussian_suffices(exact[0], sigma, exact[1], each) == 1)
        for part in 1...100 {
            let less = sigma * (1 - Double(part) / 133.1)
            #expect(dpk_discrete_gaussian_suffices(exact[0], less, exact[1], each) == 0)
        }
        for number in exact + [each] { dpk_rational_free(number) }
    }

    @Test func discreteDeltaIsBoundedFromAboveAndClose() {
        let vectors = Self.vectors("sum")
        #expect(vectors.count == 13)
        for vector in vectors {
            let epsilon = Self.decimal(vector[0], vector[1])
            let sensitivity = dpk_rational_from_unsigned(UInt64(vector[2])!)
            let sigma = Double(vector[3])!
            let exact = Double(vector[4])!
            let bound = dpk_discrete_gaussian_delta_bound(epsilon, sigma, sensitivity)
            // Above 128 the bound is looser, by a relative 2/sigma^2 of sigma: times x^2 in delta.
            let slack = sigma <= 128 ? 1e-15 : 100 / (sigma * sigma)
            #expect(bound >= exact.nextDown && bound <= exact * (1 + slack), "\(vector) \(bound)")
            dpk_rational_free(epsilon)
            dpk_rational_free(sensitivity)
        }
    }

    @Test func concentratedMultipliersAreCertifiedAndClose() {
        let vectors = Self.vectors("zcdp")
        #expect(vectors.count == 24)
        for vector in vectors {
            let epsilon = Self.decimal(vector[0], vector[1])
            let delta = Self.decimal(vector[2], vector[3])
            let multiplier = dpk_concentrated_multiplier(epsilon, delta)
            let optimum = Double(vector[4])!
            #expect(
                multiplier >= optimum.nextDown && multiplier <= optimum * (1 + 1e-12), "\(vector)")
            dpk_rational_free(epsilon)
            dpk_rational_free(delta)
        }
    }
}
