import CPrivacyKernels
import CTestProbes
import Foundation
import Testing

/// The leaf of an entry, by every back end, against the quotient of integers that leaves.md states.
@Suite struct KernelLeavesTests {
    typealias BackEnd = KernelExactnessTests.BackEnd

    /// Ordinary, narrow, far from 0, as far apart and as close as is allowed.
    static let bounds: [(Double, Double)] = [
        (30, 200), (0, 100), (0, 49), (-1, 1), (-7.77, 3.33), (0.1, 0.3), (1e9, 1e9 + 1),
        (1, 1.0.nextUp), (-0x1p960, 0x1p960), (-0x1p-951, 0x1p-951), (0, 0x1p-950), (-5, -3),
    ]
    static let sizes: [UInt32] = [1, 2, 10, 1000, 4096, 65_536, 1 << 20]
    static let integerBounds: [(Int64, Int64)] = [
        (30, 200), (0, 1), (0, 49), (.min, .max), (.max - 1, .max), (-1, 1 << 32), (0, 1 << 48),
        (Int64(Int32.min), Int64(Int32.max)), (-3, 65_533), (0, 65_535), (0, (1 << 32) - 1),
    ]

    static func prepared(_ bounds: (Double, Double), _ leaves: UInt32) -> dpk_real_leaves {
        var out = dpk_real_leaves()
        dpk_real_leaves_prepare(bounds.0, bounds.1, leaves, &out)
        return out
    }

    static func prepared(_ bounds: (Int64, Int64), _ leaves: UInt32) -> dpk_integer_leaves {
        var out = dpk_integer_leaves()
        dpk_integer_leaves_prepare(bounds.0, bounds.1, leaves, &out)
        return out
    }

    /// How many of 48 bits are left for the steps.
    static func bits(_ leaves: UInt32) -> Int {
        48 - (UInt32.bitWidth - (leaves - 1).leadingZeroBitCount)
    }

    /// The definition for floating-point entries: a grid and a quotient of integers.
    struct RealLeaves {
        let lower, upper, step: Double
        let leaves: UInt32
        let range: Int128

        init(_ bounds: (Double, Double), _ leaves: UInt32) {
            (lower, upper) = bounds
            self.leaves = leaves
            let width = upper - lower
            let ceiling = width.significand == 1 ? width.exponent : width.exponent + 1
            let exponent = Int(ceiling) - KernelLeavesTests.bits(leaves)
            step = Double(sign: .plus, exponent: exponent, significand: 1)
            range = Int128((width / step).rounded(.toNearestOrEven))
        }

        func leaf(_ x: Double) -> UInt32 {
            if x.isNaN { return leaves }
            let y = min(max(x, lower), upper)
            let j = Int128(((y - lower) / step).rounded(.toNearestOrEven))
            return min(leaves - 1, UInt32(j * Int128(leaves) / range))
        }

        /// The first step of a leaf, the middle between it and the step before, and what is next to them.
        func neighbours(ofLeaf leaf: UInt32) -> [Double] {
            let first = (Int128(leaf) * range + Int128(leaves) - 1) / Int128(leaves)
            let middle = lower + (Double(first) - 0.5) * step
            let start = lower + Double(first) * step
            return [
                middle.nextDown, middle, middle.nextUp, start.nextDown, start, start.nextUp,
            ]
        }

        /// Doubles of every kind, and about the borders of all leaves or of some 500 of them.
        func values(allBorders: Bool, seed: UInt64) -> [Double] {
            var source = TestWords(state: seed)
            let skipped = allBorders ? 1 : max(1, Int(leaves) / 500)
            var values = KernelExactnessTests.odd
            values += [lower, lower.nextDown, lower.nextUp, upper, upper.nextDown, upper.nextUp]
            for leaf in stride(from: 0, to: Int(leaves), by: skipped) {
                values += neighbours(ofLeaf: UInt32(leaf))
            }
            for _ in 0..<500 {
                values.append(Double(bitPattern: source.next()))
                values.append(.random(in: lower...upper, using: &source))
            }
            return values
        }
    }

    static func leaves(
        _ table: dpk_kernels, _ leaves: dpk_real_leaves, _ values: [Double]
    ) -> [UInt32] {
        var leaves = leaves
        var out = [UInt32](repeating: .max, count: values.count)
        table.leaves_f64(&leaves, values, values.count, &out)
        return out
    }

    static func leaves(
        _ table: dpk_kernels, _ leaves: dpk_integer_leaves, _ values: [Int64]
    ) -> [UInt32] {
        var leaves = leaves
        var out = [UInt32](repeating: .max, count: values.count)
        table.leaves_i64(&leaves, values, values.count, &out)
        return out
    }

    /// The quotient is slow, so each expectation is made once and held against every back end.
    @Test func leavesOfRealsAreTheQuotientsOfIntegers() {
        for (number, bounds) in Self.bounds.enumerated() {
            for size in Self.sizes {
                let quotients = RealLeaves(bounds, size)
                let values = quotients.values(allBorders: false, seed: UInt64(number))
                let expected = values.map(quotients.leaf)
                let floats = values.map { Float($0) }
                let expectedOfFloats = floats.map { quotients.leaf(Double($0)) }
                for backEnd in BackEnd.all {
                    var prepared = Self.prepared(bounds, size)
                    let found = Self.leaves(backEnd.table, prepared, values)
                    #expect(found == expected, "\(backEnd) \(bounds) \(size)")
                    var ofFloats = [UInt32](repeating: .max, count: floats.count)
                    backEnd.table.leaves_f32(&prepared, floats, floats.count, &ofFloats)
                    #expect(ofFloats == expectedOfFloats, "\(backEnd) \(bounds) \(size)")
                }
            }
        }
    }

    @Test(arguments: [(30.0, 200.0), (-7.77, 3.33)])
    func everyBorderOfATreeIsWhereItBelongs(bounds: (Double, Double)) {
        let quotients = RealLeaves(bounds, 65_536)
        let values = quotients.values(allBorders: true, seed: 1)
        let expected = values.map(quotients.leaf)
        #expect(Set(expected).count == 65_537)
        for backEnd in BackEnd.all {
            let found = Self.leaves(backEnd.table, Self.prepared(bounds, 65_536), values)
            #expect(found == expected, "\(backEnd)")
        }
    }

    @Test(arguments: BackEnd.all)
    func leavesNeverFallAndTheBoundsHaveTheFirstAndTheLast(_ backEnd: BackEnd) {
        for bounds in Self.bounds {
            for size in Self.sizes {
                let prepared = Self.prepared(bounds, size)
                var values = RealLeaves(bounds, size).values(allBorders: false, seed: 5)
                values = values.filter { !$0.isNaN }.sorted()
                let found = Self.leaves(backEnd.table, prepared, values)
                #expect(zip(found, found.dropFirst()).allSatisfy { $0 <= $1 })
                let ends: [Double] = [
                    -.infinity, -.greatestFiniteMagnitude, bounds.0, bounds.1,
                    .greatestFiniteMagnitude, .infinity, .nan,
                ]
                // Twice: the wide kernels take 16 at a time.
                let ofEnds = Self.leaves(backEnd.table, prepared, ends + ends + ends)
                let last = size - 1
                let expected = [0, 0, 0, last, last, last, size]
                #expect(ofEnds == expected + expected + expected, "\(backEnd) \(bounds) \(size)")
            }
        }
    }

    /// Where nothing is rounded, a border is the least entry of its leaf.
    @Test(arguments: BackEnd.all)
    func exactBordersBelongToTheLeafAbove(_ backEnd: BackEnd) {
        let borders = (0..<65_536).map { Double($0) * 49 / 65_536 }
        let found = Self.leaves(backEnd.table, Self.prepared((0, 49), 65_536), borders)
        #expect(found == Array(0..<65_536))
    }

    @Test func leavesOfIntegersAreTheQuotientsOfIntegers() {
        for (lower, upper) in Self.integerBounds {
            for size in Self.sizes {
                let prepared = Self.prepared((lower, upper), size)
                let width = UInt64(bitPattern: upper &- lower)
                let excess = 64 - width.leadingZeroBitCount - Self.bits(size)
                let shift = UInt64(max(0, excess))
                #expect(prepared.shift == UInt32(shift))
                let range = Int128(width >> shift)
                var source = TestWords(state: UInt64(size))
                var values: [Int64] = [.min, .max, 0, -1, 1, lower, upper, lower &+ 1, upper &- 1]
                for leaf in stride(from: 0, to: Int128(size), by: max(1, Int(size) / 500)) {
                    let first = UInt64((leaf * range + Int128(size) - 1) / Int128(size)) << shift
                    let start = lower &+ Int64(bitPattern: first)
                    values += [start &- 1, start, start &+ 1]
                }
                for _ in 0..<300 {
                    values.append(Int64(bitPattern: source.next()))
                    values.append(.random(in: lower...upper, using: &source))
                }
                func leaf(_ x: Int64) -> UInt32 {
                    let offset = UInt64(bitPattern: min(max(x, lower), upper) &- lower)
                    return min(size - 1, UInt32(Int128(offset >> shift) * Int128(size) / range))
                }
                let expected = values.map(leaf)
                let narrow = values.map { Int32(truncatingIfNeeded: $0) }
                let expectedOfNarrow = narrow.map { leaf(Int64($0)) }
                for backEnd in BackEnd.all {
                    let found = Self.leaves(backEnd.table, prepared, values)
                    #expect(found == expected, "\(backEnd) \(lower) \(upper) \(size)")
                    var leaves = prepared
                    var ofNarrow = [UInt32](repeating: .max, count: narrow.count)
                    backEnd.table.leaves_i32(&leaves, narrow, narrow.count, &ofNarrow)
                    #expect(ofNarrow == expectedOfNarrow, "\(backEnd) \(lower) \(upper) \(size)")
                }
            }
        }
    }

    @Test func integersAndTheSameDoublesShareTheirLeaf() {
        for (lower, upper): (Int64, Int64) in [(30, 200), (0, 49), (-3, 65_533), (-1, 1 << 31)] {
            var source = TestWords(state: 11)
            let values = (0..<2000).map { _ in Int64.random(in: lower...upper, using: &source) }
            let ofIntegers = Self.leaves(
                BackEnd.all[0].table, Self.prepared((lower, upper), 65_536), values)
            let ofDoubles = Self.leaves(
                BackEnd.all[0].table, Self.prepared((Double(lower), Double(upper)), 65_536),
                values.map(Double.init))
            #expect(ofIntegers == ofDoubles)
        }
    }

    /// Errors that the tests of borders must notice: a scale that is too small by a few units in the last place, or
    /// too large by a part of 2^-30; and a step that isn't rounded to the grid's.
    @Test func aPlantedErrorIsNoticed() {
        let bounds = (0.0, 49.0)
        let quotients = RealLeaves(bounds, 65_536)
        let values = quotients.values(allBorders: true, seed: 1)
        let expected = values.map(quotients.leaf)
        let right = Self.prepared(bounds, 65_536)
        var small = right
        for _ in 0..<4 { small.scale = small.scale.nextDown }
        var large = right
        large.scale *= 1 + 0x1p-30
        var fine = right
        fine.magic /= 2
        for backEnd in BackEnd.all {
            #expect(Self.leaves(backEnd.table, right, values) == expected)
            for planted in [small, large, fine] {
                #expect(Self.leaves(backEnd.table, planted, values) != expected)
            }
        }
    }

    @Test(arguments: BackEnd.all)
    func everyLengthAndStartGivesThePortableLeaves(_ backEnd: BackEnd) {
        let values = RealLeaves((30, 200), 4096).values(allBorders: false, seed: 7)
        var prepared = Self.prepared((30.0, 200.0), 4096)
        let expected = Self.leaves(BackEnd.all[0].table, prepared, values)
        for count in 0...100 {
            for start in 0..<8 {
                // One more than is asked for, to see that it is left alone.
                var found = [UInt32](repeating: .max, count: count + 1)
                values.withUnsafeBufferPointer { all in
                    let entries = all.baseAddress! + start
                    backEnd.table.leaves_f64(&prepared, entries, count, &found)
                }
                #expect(found.dropLast().elementsEqual(expected[start..<start + count]))
                #expect(found.last == .max)
            }
        }
    }

    @Test(arguments: BackEnd.all)
    func aHostsRoundingChangesNoLeafAndIsPutBack(_ backEnd: BackEnd) {
        for bounds in Self.bounds {
            let values = RealLeaves(bounds, 65_536).values(allBorders: false, seed: 9)
            let range: (Int64, Int64) = (-3, 65_533)
            let plain = Self.prepared(bounds, 65_536)
            let expected = Self.leaves(backEnd.table, plain, values)
            dpk_probe_hostile_rounding()
            let prepared = Self.prepared(bounds, 65_536)
            let integers = Self.prepared(range, 65_536)
            let found = Self.leaves(backEnd.table, prepared, values)
            let putBack = dpk_probe_rounding_is_hostile()
            dpk_probe_default_rounding()
            #expect(found == expected && putBack == 1)
            #expect(prepared.scale == plain.scale && prepared.magic == plain.magic)
            #expect(prepared.last == plain.last)
            #expect(integers.scale == Self.prepared(range, 65_536).scale)
        }
    }

    /// A leaf outside the counts would be written to somebody else's memory.
    @Test func whatIsOutsideTheRangeEndsTheProcess() async {
        await #expect(processExitsWith: .signal(SIGABRT)) {
            var out = dpk_real_leaves()
            dpk_real_leaves_prepare(-1e308, 1e308, 16, &out)
        }
        await #expect(processExitsWith: .signal(SIGABRT)) {
            var out = dpk_real_leaves()
            dpk_real_leaves_prepare(0, 0x1p-951, 16, &out)
        }
        await #expect(processExitsWith: .signal(SIGABRT)) {
            var out = dpk_integer_leaves()
            dpk_integer_leaves_prepare(7, 7, 16, &out)
        }
        await #expect(processExitsWith: .signal(SIGABRT)) {
            var out = dpk_integer_leaves()
            dpk_integer_leaves_prepare(0, 7, (1 << 20) + 1, &out)
        }
    }
}
