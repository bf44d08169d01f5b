import CPrivacyKernels
import Testing

/// Counting entries leaf by leaf: every record once, in any blocks, through the tables or not.
@Suite(.serialized) struct KernelLeafCountsTests {
    typealias BackEnd = KernelExactnessTests.BackEnd

    /// Counts in memory of its own, with the tables or without.
    final class Counts {
        private let size: Int
        private let tables: Int
        var counts: dpk_leaf_counts

        init(leaves: UInt32, withTables: Bool) {
            size = Int(leaves) + 1
            tables = withTables ? dpk_leaf_tables_length(leaves) : 0
            counts = dpk_leaf_counts(
                counts: .allocate(capacity: size), tables: nil, leaves: leaves, pending: 0)
            counts.counts.initialize(repeating: 0, count: size)
            if withTables {
                counts.tables = .allocate(capacity: tables)
                counts.tables.initialize(repeating: 0, count: tables)
            }
        }

        deinit {
            counts.counts.deallocate()
            counts.tables?.deallocate()
        }

        /// Folds, and returns all counts; the tables must be empty then.
        var folded: [UInt64] {
            dpk_leaf_counts_fold(&counts)
            for i in 0..<tables { precondition(counts.tables[i] == 0) }
            return (0..<size).map { counts.counts[$0] }
        }
    }

    static func expected(_ leaves: UInt32, _ found: [UInt32]) -> [UInt64] {
        found.reduce(into: [UInt64](repeating: 0, count: Int(leaves) + 1)) { $0[Int($1)] += 1 }
    }

    @Test(arguments: [false, true])
    func everyBackEndCountsEveryEntryOnce(withTables: Bool) {
        let (bounds, size) = ((30.0, 200.0), UInt32(4096))
        let quotients = KernelLeavesTests.RealLeaves(bounds, size)
        let values = quotients.values(allBorders: false, seed: 3)
        let integers = (0..<5000).map { Int64($0 % 300) - 20 }
        var reals = KernelLeavesTests.prepared(bounds, size)
        var whole = KernelLeavesTests.prepared((Int64(30), Int64(200)), size)
        let expected = Self.expected(size, values.map(quotients.leaf))
        #expect(expected[Int(size)] > 0)
        let floats = values.map { Float($0) }
        let ofFloats = Self.expected(size, floats.map { quotients.leaf(Double($0)) })
        let ofIntegers = Self.expected(
            size, KernelLeavesTests.leaves(BackEnd.all[0].table, whole, integers))
        defer { dpk_kernels_force(nil) }
        var list: UnsafePointer<UnsafePointer<dpk_kernels>?>?
        for i in 0..<dpk_kernels_available(&list) {
            dpk_kernels_force(list![i])
            let counts = (0..<4).map { _ in Counts(leaves: size, withTables: withTables) }
            // In blocks of every length.
            var start = 0
            while start < values.count {
                let count = min(start % 1500 + 1, values.count - start)
                values.withUnsafeBufferPointer {
                    dpk_count_f64(&reals, $0.baseAddress! + start, count, &counts[0].counts)
                }
                start += count
            }
            dpk_count_f32(&reals, floats, floats.count, &counts[1].counts)
            dpk_count_i64(&whole, integers, integers.count, &counts[2].counts)
            let narrow = integers.map { Int32($0) }
            dpk_count_i32(&whole, narrow, narrow.count, &counts[3].counts)
            #expect(counts[0].folded == expected)
            #expect(counts[1].folded == ofFloats)
            #expect(counts[2].folded == ofIntegers)
            #expect(counts[3].folded == ofIntegers)
        }
    }

    /// Tables that are a few entries below 2^32, all in one leaf, are folded in time.
    @Test(arguments: [0, 1, 511, 512, 513])
    func tablesAreFoldedBeforeANumberPasses32Bits(room: UInt32) {
        var leaves = KernelLeavesTests.prepared((0.0, 1.0), 16)
        let counts = Counts(leaves: 16, withTables: true)
        counts.counts.pending = UInt32.max - room
        counts.counts.tables[15] = UInt32.max - room
        let values = [Double](repeating: 1, count: 5000)
        dpk_count_f64(&leaves, values, values.count, &counts.counts)
        var expected = [UInt64](repeating: 0, count: 17)
        expected[15] = UInt64(UInt32.max - room) + 5000
        #expect(counts.counts.pending <= 5000)
        #expect(counts.folded == expected)
    }

    /// What the test above is for: were `pending` forgotten, a number would wrap.
    @Test func aForgottenFoldIsNoticed() {
        var leaves = KernelLeavesTests.prepared((0.0, 1.0), 16)
        let counts = Counts(leaves: 16, withTables: true)
        counts.counts.pending = 1
        counts.counts.tables[15] = .max
        let values = [Double](repeating: 1, count: 5000)
        dpk_count_f64(&leaves, values, values.count, &counts.counts)
        #expect(counts.folded[15] == UInt64(UInt32.max) + 5000 - (1 << 32))
    }
}
