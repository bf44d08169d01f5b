import CPrivacySamplers
import CTestProbes
import Foundation
import Testing

/// Noise with the law e^(−max|zᵢ|/scale): its parts exactly, the whole by statistics.
@Suite struct CubeTests {
    /// Words at and next to (2R + 1)/(2R + 2i) · 2^64, and the refinement of the one between.
    @Test func factorsAreDecidedByTheExactQuotient() {
        var source = TestWords(state: 1)
        for round in 0..<400 {
            let radius = source.next() >> (3 + source.next() % 61)
            let i = round % 3 == 0 ? 1 : 1 + source.next() % 65536
            let numerator = 2 * radius + 1
            let denominator = 2 * (radius + i)
            let (digits, rest) = denominator.dividingFullWidth((numerator, 0))
            let (next, _) = denominator.dividingFullWidth((rest, 0))
            #expect(dpk_probe_cube_factor(radius, i, digits - 1, 0) == 1)
            #expect(dpk_probe_cube_factor(radius, i, digits + 1, ~0) == 0)
            // rest/denominator isn't 0: an odd number over an even one.
            #expect(
                dpk_probe_cube_factor(radius, i, digits, next == 0 ? 0 : next - 1)
                    == (next == 0 ? 0 : 1))
            #expect(dpk_probe_cube_factor(radius, i, digits, next + 1) == 0)
        }
    }

    /// A coordinate's share of the 2^128 words: the first that is kept, and the last, of the first and the last coordinate.
    @Test func coordinatesHaveEqualShares() {
        var source = TestWords(state: 2)
        for _ in 0..<300 {
            let radius = 1 + source.next() >> (3 + source.next() % 61)
            let bound = UInt128(2 * radius + 1)
            let remainder = (0 &- bound) % bound
            #expect(UInt128(dpk_probe_cube_remainder(radius)) == remainder)
            let share = UInt128.max / bound
            func coordinate(_ word: UInt128) -> Int64? {
                var kept: Int32 = 0
                let words = [UInt64(truncatingIfNeeded: word), UInt64(word >> 64)]
                let value = dpk_probe_cube_coordinate(radius, words, &kept)
                return kept == 1 ? value : nil
            }
            // Word 0 has product 0, rejected: 2^128 is no multiple of an odd bound.
            #expect(coordinate(0) == nil)
            #expect(coordinate(1) == -Int64(radius))
            #expect(coordinate(share) == -Int64(radius))
            #expect(coordinate(UInt128.max) == Int64(radius))
            #expect(coordinate(share + 1) != -Int64(radius))
        }
        #expect(dpk_probe_cube_remainder(0) == 0)
    }

    /// χ² of the largest magnitude over 30 cells and the rest; P(χ²₃₀ > 110) < 1e-10.
    @Test(arguments: [(1.0, 1), (3.0, 2), (4.5, 4), (6.0, 6)])
    func theLargestMagnitudeHasItsLaw(scale: Double, dimension: Int) {
        let law = dpk_cube_prepare(scale, dimension)!
        defer { dpk_cube_free(law) }
        func shell(_ r: Int, _ m: Int) -> Double {
            r == 0 ? 1 : pow(Double(2 * r + 1), Double(m)) - pow(Double(2 * r - 1), Double(m))
        }
        func masses(_ dimension: Int) -> [Double] {
            let weights = (0..<2000).map { exp(-Double($0) / scale) * shell($0, dimension) }
            let sum = weights.reduce(0, +)
            return weights.map { $0 / sum }
        }
        let draws = 60_000
        var counts = [Int](repeating: 0, count: 2000)
        var coordinates = [Double](repeating: 0, count: dimension)
        var draw = [Int64](repeating: 0, count: dimension)
        for _ in 0..<draws {
            dpk_cube_draw(law, &draw)
            counts[Int(draw.map(\.magnitude).max()!)] += 1
            for i in draw.indices { coordinates[i] += Double(draw[i]) }
        }
        func chiSquare(_ masses: [Double]) -> Double {
            var chi = 0.0
            var restCount = 0
            var restMass = 0.0
            for (count, mass) in zip(counts, masses) {
                if mass * Double(draws) < 400 {
                    restCount += count
                    restMass += mass
                } else {
                    let wanted = mass * Double(draws)
                    chi += (Double(count) - wanted) * (Double(count) - wanted) / wanted
                }
            }
            let wanted = max(restMass * Double(draws), 1)
            return chi + (Double(restCount) - wanted) * (Double(restCount) - wanted) / wanted
        }
        // At most 45 cells: P(χ²₄₅ > 140) < 1e-11.
        let chi = chiSquare(masses(dimension))
        print("chi-square of the cube's radius at scale \(scale), dimension \(dimension): \(chi)")
        #expect(chi < 140)
        // Planted: the radius of a vector with one coordinate more.
        #expect(chiSquare(masses(dimension + 1)) > 1000)
        // Means: a coordinate's variance is below (m + 2)² scale²; 7 standard errors, 3e-12 each.
        let limit = 7 * Double(dimension + 2) * scale * Double(draws).squareRoot()
        #expect(coordinates.allSatisfy { abs($0) < limit })
    }

    @Test func parametersOutsideTheRangeAreRefused() {
        #expect(dpk_cube_prepare(4, 0) == nil && dpk_cube_prepare(1e9, 65537) == nil)
        #expect(dpk_cube_prepare(3, 4) == nil && dpk_cube_prepare(0x1.1p41, 4) == nil)
        #expect(dpk_cube_prepare(.nan, 1) == nil)
    }
}
