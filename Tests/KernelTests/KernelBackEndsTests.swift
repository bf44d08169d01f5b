import CPrivacyKernels
import CTestProbes
import Foundation
import Testing

/// The back ends of this machine against one another, and the choice between them.
@Suite(.serialized) struct KernelBackEndsTests {
    typealias BackEnd = KernelExactnessTests.BackEnd
    typealias Totals = KernelExactnessTests.Totals

    /// The same entries in every type, at an address that is a multiple of 64.
    struct Entries {
        static let capacity = 320
        let doubles = aligned(Double.self)
        let floats = aligned(Float.self)
        let wide = aligned(Int64.self)
        let narrow = aligned(Int32.self)

        static func aligned<T>(_: T.Type) -> UnsafeMutablePointer<T> {
            let bytes = capacity * MemoryLayout<T>.stride
            return UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
                .bindMemory(to: T.self, capacity: capacity)
        }

        func fill(_ grid: dpk_real_grid, _ bounds: dpk_integer_grid, seed: UInt64) {
            var source = TestWords(state: seed)
            let values = KernelExactnessTests.values(grid, count: Self.capacity, seed: seed)
            for (i, value) in values.enumerated() {
                doubles[i] = value
                floats[i] = Float(value)
                switch source.next() % 4 {
                case 0: wide[i] = Int64(bitPattern: source.next())
                case 1: wide[i] = bounds.lower &+ Int64(source.next() % 3) &- 1
                case 2: wide[i] = bounds.upper &+ Int64(source.next() % 3) &- 1
                default: wide[i] = .random(in: bounds.lower...bounds.upper, using: &source)
                }
                narrow[i] = Int32(truncatingIfNeeded: wide[i])
            }
        }

        func free() {
            doubles.deallocate()
            floats.deallocate()
            wide.deallocate()
            narrow.deallocate()
        }

        /// The totals of `count` entries from `start`, by each of the eight kernels.
        func totals(
            _ table: dpk_kernels, _ grid: dpk_real_grid, _ bounds: dpk_integer_grid,
            start: Int, count: Int
        ) -> [Totals] {
            var (grid, bounds) = (grid, bounds)
            var c = [dpk_totals](repeating: dpk_totals(), count: 8)
            table.sum_f64(&grid, doubles + start, count, &c[0])
            table.sum_f32(&grid, floats + start, count, &c[1])
            table.moments_f64(&grid, doubles + start, count, &c[2])
            table.moments_f32(&grid, floats + start, count, &c[3])
            table.sum_i64(&bounds, wide + start, count, &c[4])
            table.sum_i32(&bounds, narrow + start, count, &c[5])
            table.moments_i64(&bounds, wide + start, count, &c[6])
            table.moments_i32(&bounds, narrow + start, count, &c[7])
            return c.map(Totals.init)
        }
    }

    static let bounds: [dpk_integer_grid] = [
        (.min, .max, 18), (0, 50_000, 0), (-3, 3, 0), (.max - 1, .max, 0), (0, 1 << 46, 0),
        (-(1 << 46), 1 << 46, 1), (Int64(Int32.min), Int64(Int32.max), 0), (5, 5, 0),
    ].map { dpk_integer_grid(lower: $0.0, upper: $0.1, shift: $0.2) }

    /// How many of the calls, over every length up to 300 and every start within a line, differ from the portable
    /// back end's.
    static func differences(_ table: dpk_kernels, lengths: some Sequence<Int>) -> Int {
        let entries = Entries()
        defer { entries.free() }
        var differences = 0
        for count in lengths {
            let grid = KernelExactnessTests.grids[count % KernelExactnessTests.grids.count]
            let bounds = Self.bounds[count % Self.bounds.count]
            entries.fill(grid, bounds, seed: UInt64(count))
            for start in 0..<8 {
                let portable = entries.totals(
                    BackEnd.all[0].table, grid, bounds, start: start, count: count)
                let other = entries.totals(table, grid, bounds, start: start, count: count)
                differences += zip(portable, other).count { $0 != $1 }
            }
        }
        return differences
    }

    @Test(arguments: BackEnd.all)
    func everyBackEndGivesThePortableBitsAtEveryLengthAndStart(_ backEnd: BackEnd) {
        #expect(Self.differences(backEnd.table, lengths: 0...300) == 0)
    }

    /// The comparison above notices a back end that forgets the last entry.
    @Test func aForgottenEntryIsNoticed() {
        var planted = BackEnd.all[0].table
        planted.sum_i64 = { bounds, values, count, totals in
            BackEnd.all[0].table.sum_i64(bounds, values, max(count, 1) - 1, totals)
        }
        #expect(Self.differences(planted, lengths: 1...20) == 20 * 8)
    }

    @Test(arguments: BackEnd.all)
    func everyRealKernelSetsItsOwnRoundingAndPutsTheHostsBack(_ backEnd: BackEnd) {
        let table = backEnd.table
        let entries = Entries()
        defer { entries.free() }
        for (i, grid) in KernelExactnessTests.grids.enumerated() {
            entries.fill(grid, Self.bounds[i], seed: UInt64(i))
            let plain = entries.totals(table, grid, Self.bounds[i], start: 1, count: 300)
            dpk_probe_hostile_rounding()
            let hostile = entries.totals(table, grid, Self.bounds[i], start: 1, count: 300)
            let putBack = dpk_probe_rounding_is_hostile()
            dpk_probe_default_rounding()
            #expect(plain == hostile)
            #expect(putBack == 1)
        }
    }

    @Test func aForcedBackEndIsTheActiveOneUntilTheChoiceIsMadeAnew() {
        var list: UnsafePointer<UnsafePointer<dpk_kernels>?>?
        let count = dpk_kernels_available(&list)
        defer { dpk_kernels_force(nil) }
        for i in 0..<count {
            dpk_kernels_force(list![i])
            #expect(dpk_kernels_active() == list![i])
        }
        dpk_kernels_force(nil)
        #expect(dpk_kernels_active() == list![count - 1])
    }

    #if os(Linux) && arch(x86_64)
        /// The operating system lists what the processor has and it lets programs use.
        @Test func theBackEndsAreThoseThatTheProcessorRuns() throws {
            let text = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("flags") })
            let flags = Set(line.split(whereSeparator: { " \t".contains($0) }))
            var expected = ["portable"]
            if flags.contains("avx2") {
                expected.append("avx2")
                if flags.isSuperset(of: ["avx512f", "avx512dq", "avx512bw", "avx512vl"]) {
                    expected.append("avx512")
                    if flags.contains("avx512ifma") { expected.append("avx512ifma") }
                }
            }
            #expect(BackEnd.all.map(\.description) == expected)
        }
    #else
        @Test func thePortableBackEndIsAlwaysThere() {
            #expect(BackEnd.all.first?.description == "portable")
        }
    #endif
}
