import CPrivacyKernels
import CTestProbes
import Foundation
import Testing

/// The bin of an entry and its place there, by every back end, against the definition that bins.md states.
@Suite struct KernelBinsTests {
    typealias BackEnd = KernelExactnessTests.BackEnd

    static let reals = [
        dpk_bins(least: -478, bins: 957, coarse: 0), dpk_bins(least: -126, bins: 255, coarse: 0),
        dpk_bins(least: -900, bins: 1801, coarse: 0), dpk_bins(least: 0, bins: 1, coarse: 0),
        dpk_bins(least: -3, bins: 7, coarse: 0),
    ]

    struct Found: Equatable {
        var bin: UInt32
        var place: UInt64
    }

    /// - Parameter closedBelow: the planted error: bins that hold their lower edge instead of their upper.
    static func real(_ bins: dpk_bins, _ x: Double, closedBelow: Bool = false) -> Found {
        if x.isNaN { return Found(bin: 2 * bins.bins, place: 0) }
        let top = Double(
            sign: .plus, exponent: Int(bins.least) + Int(bins.bins) - 1, significand: 1)
        let size = min(abs(x), top)
        var power = bins.least
        if size > 0, size > Double(sign: .plus, exponent: Int(bins.least), significand: 1) {
            let isPower = size.significand == 1 && !closedBelow
            power = Int32(size.exponent) + (isPower ? 0 : 1)
        }
        let rank = min(UInt32(power - bins.least), bins.bins - 1)
        let scaled = Double(
            sign: .plus, exponent: 46 - Int(bins.least) - Int(rank), significand: size)
        return Found(
            bin: x < 0 ? bins.bins - 1 - rank : bins.bins + rank,
            place: UInt64(scaled.rounded(.toNearestOrEven)))
    }

    static func integer(_ bins: dpk_bins, _ x: Int64) -> Found {
        let size = UInt128(x.magnitude)
        var rank: UInt32 = 0
        while size > UInt128(1) << UInt128(rank) { rank += 1 }
        let shift = bins.coarse == 1 ? max(0, Int(rank) - 46) : 0
        let step = UInt128(1) << UInt128(shift)
        return Found(
            bin: x < 0 ? bins.bins - 1 - rank : bins.bins + rank,
            place: UInt64((2 * size + step) / (2 * step)))
    }

    static func values(_ bins: dpk_bins, seed: UInt64) -> [Double] {
        var source = TestWords(state: seed)
        var values = KernelExactnessTests.odd
        for exponent in Int(bins.least) - 3..<Int(bins.least) + Int(bins.bins) + 2 {
            let edge = Double(sign: .plus, exponent: exponent, significand: 1)
            // About the edge, about the middle of a place next to it, somewhere within.
            let half = edge * (1 + 0x1p-46)
            for size in [
                edge, edge.nextUp, edge.nextDown, half, half.nextUp, half.nextDown,
                edge * (1 + 0x1.8p-45), edge * Double.random(in: 1...2, using: &source),
            ] { values += [size, -size] }
        }
        for _ in 0..<2000 { values.append(Double(bitPattern: source.next())) }
        return values
    }

    static func integers(_ bits: Int, seed: UInt64) -> [Int64] {
        var source = TestWords(state: seed)
        var values: [Int64] = [0, 1, -1, .min, .max, .min + 1]
        for power in 0..<bits - 1 {
            for offset in -3...3 {
                let value = Int64(1) << Int64(power) &+ Int64(offset)
                values += [value, 0 &- value]
            }
            values.append(Int64(bitPattern: source.next()) >> Int64(63 - power))
        }
        return values
    }

    static func found<Value>(
        _ kernel: (
            UnsafePointer<dpk_bins>?, UnsafePointer<Value>?, Int, UnsafeMutablePointer<UInt32>?,
            UnsafeMutablePointer<UInt64>?
        ) -> Void, _ bins: dpk_bins, _ values: [Value]
    ) -> [(bin: UInt32, place: UInt64)] {
        var bins = bins
        var indices = [UInt32](repeating: .max, count: values.count)
        var places = [UInt64](repeating: .max, count: values.count)
        kernel(&bins, values, values.count, &indices, &places)
        return zip(indices, places).map { ($0, $1) }
    }

    @Test(arguments: BackEnd.all)
    func everyBackEndFindsTheBinsOfReals(backEnd: BackEnd) {
        for bins in Self.reals {
            let values = Self.values(bins, seed: 31)
            let floats = values.map { Float($0) }
            let table = backEnd.table
            for (value, found) in zip(values, Self.found(table.bins_f64, bins, values)) {
                let expected = Self.real(bins, value)
                #expect(found.bin == expected.bin, "\(value)")
                #expect(value.isNaN || found.place == expected.place, "\(value)")
            }
            for (value, found) in zip(floats, Self.found(table.bins_f32, bins, floats)) {
                let expected = Self.real(bins, Double(value))
                #expect(found.bin == expected.bin, "\(value)")
                #expect(value.isNaN || found.place == expected.place, "\(value)")
            }
        }
    }

    @Test(arguments: BackEnd.all)
    func everyBackEndFindsTheBinsOfIntegers(backEnd: BackEnd) {
        for coarse: UInt32 in [0, 1] {
            let wide = dpk_bins(least: 0, bins: 64, coarse: coarse)
            let values = Self.integers(64, seed: 32)
            for (value, found) in zip(values, Self.found(backEnd.table.bins_i64, wide, values)) {
                let expected = Self.integer(wide, value)
                #expect(found.bin == expected.bin && found.place == expected.place, "\(value)")
            }
            let narrow = dpk_bins(least: 0, bins: 32, coarse: coarse)
            let small = Self.integers(32, seed: 33).map { Int32(clamping: $0) }
            for (value, found) in zip(small, Self.found(backEnd.table.bins_i32, narrow, small)) {
                let expected = Self.integer(narrow, Int64(value))
                #expect(found.bin == expected.bin && found.place == expected.place, "\(value)")
            }
        }
    }

    /// Totals of every width, over blocks and what is left of them; several calls add up; NaN leaves no trace.
    @Test func totalsAreTheSumsOfPlacesAndSquares() {
        for bins in Self.reals {
            var bins = bins
            let values = Self.values(bins, seed: 34)
            for width: UInt32 in [1, 3, 5] {
                var words = [UInt64](repeating: 0, count: (2 * Int(bins.bins) + 1) * Int(width))
                var expected = words
                var numbers = 0
                for length in [0, 1, 15, 17, 511, 512, 513, values.count] {
                    let part = Array(values.prefix(length))
                    let added = words.withUnsafeMutableBufferPointer { words in
                        var totals = dpk_bin_totals(words: words.baseAddress, width: width)
                        return dpk_bin_f64(&bins, part, part.count, &totals)
                    }
                    numbers += part.count { !$0.isNaN }
                    #expect(added == part.count { !$0.isNaN })
                    for value in part where !value.isNaN {
                        Self.add(Self.real(bins, value), width, &expected)
                    }
                }
                #expect(words == expected)
            }
        }
    }

    /// 2^17 largest squares of integers carry into the upper words.
    @Test func wideTotalsCarry() {
        var bins = dpk_bins(least: 0, bins: 64, coarse: 1)
        var words = [UInt64](repeating: 0, count: 129 * 5)
        let values = [Int64](repeating: .min, count: 1 << 17)
        words.withUnsafeMutableBufferPointer { words in
            var totals = dpk_bin_totals(words: words.baseAddress, width: 5)
            _ = dpk_bin_i64(&bins, values, values.count, &totals)
        }
        #expect(Array(words[..<5]) == [1 << 17, 1 << 63, 0, 0, 1 << 45])
        var fine = dpk_bins(least: 0, bins: 64, coarse: 0)
        var sums = [UInt64](repeating: 0, count: 129 * 3)
        sums.withUnsafeMutableBufferPointer { words in
            var totals = dpk_bin_totals(words: words.baseAddress, width: 3)
            _ = dpk_bin_i64(&fine, values, values.count, &totals)
        }
        #expect(Array(sums[..<3]) == [1 << 17, 0, 1 << 16])
    }

    /// The comparison finds bins that are closed on the wrong side.
    @Test func aPlantedErrorIsFound() {
        let bins = Self.reals[0]
        let values = Self.values(bins, seed: 31)
        let kernel = Self.found(dpk_kernels_active().pointee.bins_f64, bins, values)
        let wrong = zip(values, kernel).count {
            $1.bin != Self.real(bins, $0, closedBelow: true).bin
        }
        #expect(wrong >= 900)
    }

    private static func add(_ found: Found, _ width: UInt32, _ words: inout [UInt64]) {
        let start = Int(found.bin) * Int(width)
        words[start] += 1
        let place = UInt128(found.place)
        for (offset, term) in [(1, place), (3, place * place)] where offset < Int(width) {
            let low = start + offset
            let total = UInt128(words[low + 1]) << 64 + UInt128(words[low]) + term
            words[low] = UInt64(truncatingIfNeeded: total)
            words[low + 1] = UInt64(truncatingIfNeeded: total >> 64)
        }
    }
}
