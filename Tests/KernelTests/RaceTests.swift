import CTestProbes
import Foundation
import Testing

/// Races whose keys nearly tie: the fast path, the certified one, and another program at 600 bits.
@Suite struct RaceTests {
    struct Vector: Sendable {
        let gumbel: Int32
        let scale: Double
        let deficits: [UInt64]
        let words: [UInt64]
        let winner: Int
        let distance: Int
    }

    static let vectors: [Vector] = {
        let url = Bundle.module.url(forResource: "Vectors/race", withExtension: "txt")!
        let text = try! String(contentsOf: url, encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.split(separator: " ")
            return Vector(
                gumbel: Int32(parts[0])!, scale: Double(parts[1])!,
                deficits: parts[2...3].map { UInt64($0)! },
                words: parts[4...5].map { UInt64($0)! << 1 }, winner: Int(parts[6])!,
                distance: Int(parts[7])!)
        }
    }()

    static func decide(_ vector: Vector, slack: Double) -> Int? {
        var winner = 0
        let decided = dpk_probe_race_decide(
            vector.scale, vector.gumbel, vector.words, vector.deficits, 2, slack, &winner)
        return decided == 1 ? winner : nil
    }

    @Test func bothPathsFindTheWinnerOfAThousandDigitReference() {
        #expect(Self.vectors.count == 400)
        for vector in Self.vectors {
            for certified: Int32 in [0, 1] {
                let winner = dpk_probe_race_run(
                    vector.scale, vector.gumbel, vector.words, vector.deficits, 2, 0, certified)
                #expect(winner == vector.winner, "\(vector)")
            }
            if let winner = Self.decide(vector, slack: 1) {
                #expect(winner == vector.winner, "\(vector)")
            }
        }
    }

    /// Without error bounds the fast path decides some of them, and wrongly.
    @Test func withoutItsBoundsTheFastPathErrs() {
        let wrong = Self.vectors.filter { vector in
            Self.decide(vector, slack: 0).map { $0 != vector.winner } ?? false
        }
        let open = Self.vectors.filter { Self.decide($0, slack: 1) == nil }
        print(
            "races of \(Self.vectors.count): \(wrong.count) wrong without bounds, \(open.count) open with them"
        )
        #expect(wrong.count >= 10 && open.count >= 100)
        #expect(wrong.allSatisfy { Self.decide($0, slack: 1) == nil })
    }

    /// Random races of many; with bounds 2^30 times as wide, so that many are open.
    @Test(arguments: [0, 1] as [Int32])
    func theFastPathAgreesWithTheCertifiedOne(gumbel: Int32) {
        var source = TestWords(state: 11)
        var open = 0
        for round in 0..<300 {
            let count = 1 + round % 9
            let scale = [0.01, 1.5, 1e3, 0x1.8p40, 0x1p100][round % 5]
            let words = (0..<count).map { _ in source.next() >> (source.next() % 50) }
            let deficits = (0..<count).map { _ in
                UInt64(Double(source.next() % 4000) / 1000 * min(scale, 0x1p58))
            }
            let fast = dpk_probe_race_run(scale, gumbel, words, deficits, count, 7, 0)
            #expect(fast == dpk_probe_race_run(scale, gumbel, words, deficits, count, 7, 1))
            var winner = 0
            let wide = dpk_probe_race_decide(
                scale, gumbel, words, deficits, count, 0x1p30, &winner)
            if wide == 1 { #expect(winner == fast) } else { open += 1 }
        }
        #expect(open > 0)
    }

    /// U's ends: 0 (no upper bound on -ln U) and the cell below 1 (whose Gumbel key has no upper bound).
    @Test(arguments: [0, 1] as [Int32])
    func theEndsOfUAreRefined(gumbel: Int32) {
        let ends: [UInt64] = [0, 1, 2, ~0, ~0 - 1, ~0 - 2]
        for a in ends {
            for b in ends {
                for deficit in [0, 3, 1 << 61] as [UInt64] {
                    for seed in 1...4 as ClosedRange<UInt64> {
                        let runs = [0, 1].map {
                            dpk_probe_race_run(1.5, gumbel, [a, b], [0, deficit], 2, seed, $0)
                        }
                        #expect(runs[0] == runs[1])
                        if deficit > 3 { #expect(runs[0] == 0) }
                    }
                }
            }
        }
        #expect(dpk_probe_race_run(1, gumbel, [0], [0], 1, 1, 0) == 0)
    }

    @Test func aHostsRoundingModeChangesNothingAndIsPutBack() {
        for vector in Self.vectors {
            dpk_probe_hostile_rounding()
            let winner = dpk_probe_race_run(
                vector.scale, vector.gumbel, vector.words, vector.deficits, 2, 0, 0)
            let putBack = dpk_probe_rounding_is_hostile()
            dpk_probe_default_rounding()
            #expect(winner == vector.winner && putBack == 1)
        }
    }
}
