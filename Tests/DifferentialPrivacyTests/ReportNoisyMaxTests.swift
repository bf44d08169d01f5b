import Testing

@testable import DifferentialPrivacy

@Suite struct ReportNoisyMaxTests {
    /// Draws of 2^62 and more are put in order in 128 bits, a saturated one by what it stands for.
    @Test func wideDrawsAreOrderedExactly() {
        let draws: [Int64] = [.max, 1 << 62, -.max, 1 << 62, 7, .max]
        let deficits: [UInt64] = [1 << 61, 3, 0, 3, 1, 1 << 61]
        func order(_ wanted: Int, tail: @escaping (Int64) -> Int128) -> [Int] {
            var winners = [Int](repeating: 0, count: wanted)
            withWipedMemory(of: Int64.self, capacity: draws.count) { scratch in
                for i in draws.indices { scratch[i] = draws[i] }
                withWipedMemory(of: UInt64.self, capacity: draws.count) { falls in
                    for i in draws.indices { falls[i] = deficits[i] }
                    ReportNoisyMax<Int>.largest(
                        scratch, falls, draws.count, &winners, extended: tail)
                }
            }
            return winners
        }
        #expect(order(6) { Int128($0) } == [0, 5, 1, 3, 4, 2])
        // 2^63 − 1 stands for 2^70, −(2^63 − 1) for itself.
        #expect(order(2) { $0 == .max ? 1 << 70 : Int128($0) } == [0, 5])
    }

    /// Smaller noise than 2^62 takes the other way, to the same order.
    @Test func bothWaysAgree() {
        var source = TestWords(state: 8)
        let mechanism = try? ReportNoisyMax(epsilon: 1, sensitivity: 1, selections: 3)
        for _ in 0..<50 {
            let scores = (0..<6).map { _ in
                Int(truncatingIfNeeded: source.next() % 1000) * 1_000_000
            }
            let best = scores.indices.sorted { (scores[$0], -$0) > (scores[$1], -$1) }.prefix(3)
            guard Set(scores).count == 6 else { continue }
            // Distances of 10^6 at a scale of 6: another order has probability below e^-160,000.
            #expect(mechanism?.selectTop(from: scores) == Array(best))
        }
    }
}
