import CPrivacyKernels
import CTestProbes
import Foundation
import Testing

/// Every back end of this machine against brute force, one entry at a time.
@Suite struct KernelExactnessTests {
    struct BackEnd: Sendable, CustomStringConvertible {
        let index: Int
        var table: dpk_kernels {
            var list: UnsafePointer<UnsafePointer<dpk_kernels>?>?
            _ = dpk_kernels_available(&list)
            return list![index]!.pointee
        }
        var description: String { String(cString: table.name) }

        static let all: [BackEnd] = {
            var list: UnsafePointer<UnsafePointer<dpk_kernels>?>?
            return (0..<dpk_kernels_available(&list)).map(BackEnd.init)
        }()
    }

    struct Totals: Equatable {
        var count: UInt64 = 0
        var sum: Int128 = 0
        var squares: UInt128 = 0

        mutating func add(_ index: Int128) {
            count += 1
            sum += index
            squares += index.magnitude * index.magnitude
        }

        var withoutSquares: Totals {
            var totals = self
            totals.squares = 0
            return totals
        }

        init() {}

        init(_ c: dpk_totals) {
            count = c.count
            sum = Int128(c.sum_high) << 64 | Int128(c.sum_low)
            squares = UInt128(c.squares_high) << 64 | UInt128(c.squares_low)
        }
    }

    static let odd: [Double] = [
        .nan, -.nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude,
        -Double.leastNonzeroMagnitude, .greatestFiniteMagnitude,
        -.greatestFiniteMagnitude, .leastNormalMagnitude, 1, -1, 0.5, 30, 200, 115,
    ]

    static let grids: [dpk_real_grid] = [
        (30.0, 200.0, 115.0, -33), (0, 1, 0, -46), (-1, 1, 0, -40), (1e9, 1e9 + 1, 1e9 + 0.5, -40),
        (-0x1p900, 0x1p900, 0, 860), (-5, 3, 0, 2), (0, 0x1p-900, 0x1p-901, -940),
        (10, 60, 35, -34),
    ].map {
        dpk_real_grid(
            lower: $0.0, upper: $0.1, centre: $0.2,
            magic: Double(sign: .plus, exponent: $0.3 + 52, significand: 1.5))
    }

    static func values(_ grid: dpk_real_grid, count: Int, seed: UInt64) -> [Double] {
        var source = TestWords(state: seed)
        let step = grid.magic / 0x1.8p52
        return (0..<count).map { _ in
            switch source.next() % 8 {
            case 0: odd.randomElement(using: &source)!
            case 1:
                grid.centre + (Double(Int64.random(in: -1000...1000, using: &source)) + 0.5) * step
            case 2: Double(bitPattern: source.next())
            default: Double.random(in: grid.lower...grid.upper, using: &source)
            }
        }
    }

    static func bruteForce(_ grid: dpk_real_grid, _ values: [Double]) -> Totals {
        let step = grid.magic / 0x1.8p52
        var totals = Totals()
        for x in values where !x.isNaN {
            let y = min(max(x, grid.lower), grid.upper)
            totals.add(Int128(((y - grid.centre) / step).rounded(.toNearestOrEven)))
        }
        return totals
    }

    /// Brute force is slow, so each expectation is made once and held against every back end.
    @Test func realSumsAndMomentsAreThoseOfBruteForce() {
        for (number, grid) in Self.grids.enumerated() {
            for count in [0, 1, 2, 3, 7, 64, 1000, 65_536, 65_539, 140_001] {
                let values = Self.values(grid, count: count, seed: UInt64(number * 1000 + count))
                let floats = values.map { Float($0) }
                let exact = Self.bruteForce(grid, values)
                let exactOfFloats = Self.bruteForce(grid, floats.map(Double.init))
                for backEnd in BackEnd.all {
                    let table = backEnd.table
                    var grid = grid
                    var totals = [dpk_totals](repeating: dpk_totals(), count: 4)
                    table.sum_f64(&grid, values, count, &totals[0])
                    table.moments_f64(&grid, values, count, &totals[1])
                    table.sum_f32(&grid, floats, count, &totals[2])
                    table.moments_f32(&grid, floats, count, &totals[3])
                    #expect(Totals(totals[0]) == exact.withoutSquares, "\(backEnd)")
                    #expect(Totals(totals[1]) == exact, "\(backEnd)")
                    #expect(Totals(totals[2]) == exactOfFloats.withoutSquares, "\(backEnd)")
                    #expect(Totals(totals[3]) == exactOfFloats, "\(backEnd)")
                }
            }
        }
    }

    @Test(arguments: BackEnd.all)
    func integerSumsAndMomentsAreThoseOfBruteForce(_ backEnd: BackEnd) {
        let table = backEnd.table
        let grids: [(Int64, Int64, UInt32)] = [
            (.min, .max, 18), (0, 50_000, 0), (-3, 3, 0), (.max - 1, .max, 0), (0, 1 << 46, 0),
            (-(1 << 50), 1 << 50, 5),
        ]
        for (lower, upper, shift) in grids {
            var source = TestWords(state: UInt64(shift) + 7)
            for count in [0, 1, 5, 1000, 70_000] {
                let values = (0..<count).map { _ -> Int64 in
                    source.next() % 3 == 0
                        ? Int64(bitPattern: source.next())
                        : Int64.random(in: lower...upper, using: &source)
                }
                let offsets = values.map { UInt64(bitPattern: min(max($0, lower), upper) &- lower) }
                var grid = dpk_integer_grid(lower: lower, upper: upper, shift: shift)
                var sum = dpk_totals()
                table.sum_i64(&grid, values, count, &sum)
                let exact = offsets.reduce(Int128(0)) { $0 + Int128($1) }
                #expect(Totals(sum).sum == exact && sum.count == UInt64(count))
                var expected = Totals()
                for offset in offsets {
                    let half: UInt128 = shift > 0 ? 1 << UInt128(shift - 1) : 0
                    expected.add(Int128((UInt128(offset) + half) >> UInt128(shift)))
                }
                var moments = dpk_totals()
                table.moments_i64(&grid, values, count, &moments)
                #expect(Totals(moments) == expected)
                if lower >= Int64(Int32.min), upper <= Int64(Int32.max) {
                    let small = values.map { Int32(clamping: $0) }
                    var narrow = dpk_totals()
                    table.moments_i32(&grid, small, count, &narrow)
                    #expect(Totals(narrow) == expected)
                    var narrowSum = dpk_totals()
                    table.sum_i32(&grid, small, count, &narrowSum)
                    #expect(Totals(narrowSum).sum == exact)
                }
            }
        }
    }

    @Test(arguments: BackEnd.all)
    func aMillionCopiesOfEachBoundDoNotWrap(_ backEnd: BackEnd) {
        let table = backEnd.table
        let count = 1 << 20
        let edge = 0x1p46
        for bound in [-edge, edge] {
            // The widest indices that a grid can have: 2^46 steps.
            var grid = dpk_real_grid(lower: -edge, upper: edge, centre: 0, magic: 0x1.8p52)
            let values = [Double](repeating: bound, count: count)
            var totals = dpk_totals()
            table.moments_f64(&grid, values, count, &totals)
            #expect(Totals(totals).sum == Int128(bound) * Int128(count))
            #expect(Totals(totals).squares == UInt128(count) << 92)
            var sum = dpk_totals()
            table.sum_f64(&grid, values, count, &sum)
            #expect(Totals(sum).sum == Int128(bound) * Int128(count))
        }
        for bound in [Int64.min, .max] {
            var grid = dpk_integer_grid(lower: .min, upper: .max, shift: 0)
            var totals = dpk_totals()
            table.sum_i64(&grid, [Int64](repeating: bound, count: count), count, &totals)
            let offset = bound == .min ? 0 : Int128(UInt64.max)
            #expect(Totals(totals).sum == offset * Int128(count))
        }
    }

    /// A grid made while the host rounds otherwise is the same grid, and holds the indices of its bounds.
    @Test func aGridDoesNotDependOnTheHostsRounding() {
        for (lower, upper, exponent): (Double, Double, Int32) in [
            (0, 1.01, -39), (0.1, 0.3, -42), (-7.77, 3.33, -38), (1e9, 1e9 + 1, -40),
        ] {
            for centred: Int32 in [0, 1] where centred == 1 || lower < 1e6 {
                var plain = dpk_real_grid()
                var hostile = dpk_real_grid()
                var (low, high, hostileLow, hostileHigh): (Int64, Int64, Int64, Int64) = (
                    0, 0, 1, 1
                )
                dpk_real_grid_prepare(
                    lower, upper, exponent, centred, &plain, &low, &high)
                dpk_probe_hostile_rounding()
                dpk_real_grid_prepare(
                    lower, upper, exponent, centred, &hostile, &hostileLow, &hostileHigh)
                dpk_probe_default_rounding()
                #expect(plain.centre == hostile.centre && plain.magic == hostile.magic)
                #expect(low == hostileLow && high == hostileHigh)
            }
        }
    }

    @Test(arguments: BackEnd.all)
    func aHostsRoundingModeChangesNothingAndIsPutBack(_ backEnd: BackEnd) {
        let table = backEnd.table
        for grid in Self.grids {
            let values = Self.values(grid, count: 5000, seed: 3)
            var grid = grid
            var plain = dpk_totals()
            table.moments_f64(&grid, values, values.count, &plain)
            var hostile = dpk_totals()
            dpk_probe_hostile_rounding()
            table.moments_f64(&grid, values, values.count, &hostile)
            let putBack = dpk_probe_rounding_is_hostile()
            dpk_probe_default_rounding()
            #expect(Totals(plain) == Totals(hostile))
            #expect(putBack == 1)
        }
    }
}
