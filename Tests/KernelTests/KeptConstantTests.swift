import CTestProbes
import Testing

/// ln 2 and π are computed once and read at several precisions; each read must hold the true number.
@Suite struct KeptConstantTests {
    /// From Σ 1/(k 2^k) in integers, by another program.
    static let ln2 =
        "b17217f7d1cf79abc9e3b39803f2f6af40f343267298b62d8a0d175b8baafa2be7b876206debac98"

    @Test(arguments: [64, 128, 192, 256] as [UInt])
    func keptNumbersHoldTheTrueOnes(bits: UInt) {
        // 14 units are what is kept and the rest's slack; a series anew takes some 300 and more.
        #expect(dpk_probe_encloses_ln2(Self.ln2, bits, 14) == 1)
        #expect(dpk_probe_encloses_cosine_of_an_eighth(bits, 400) == 1)
        // The comparison has teeth: one more digit than is right.
        #expect(dpk_probe_encloses_ln2("c" + Self.ln2.dropFirst(), bits, 14) == 0)
        #expect(dpk_probe_encloses_ln2(Self.ln2, bits, 13) == 0)
    }

    @Test(arguments: [257, 320] as [UInt]) func beyondThemTheSeriesAreUsed(bits: UInt) {
        #expect(dpk_probe_encloses_ln2(Self.ln2, bits, 3000) == 1)
        #expect(dpk_probe_encloses_ln2(Self.ln2, bits, 1000) == 0)
        #expect(dpk_probe_encloses_cosine_of_an_eighth(bits, 6000) == 1)
    }

    @Test func threadsFindTheSameNumber() async {
        let found = await withTaskGroup(of: Int32.self) { group in
            for _ in 0..<64 { group.addTask { dpk_probe_encloses_ln2(Self.ln2, 256, 14) } }
            return await group.reduce(0, +)
        }
        #expect(found == 64)
    }
}
