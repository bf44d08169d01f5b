import CPrivacyRandom
import CTestProbes
import Testing

/// D4: a child process never sees a byte that its parent had buffered.
@Suite(.serialized) struct SecureBytesTests {
    @Test(arguments: [false, true])
    func parentAndEightChildrenDrawDistinctWordsD4(rawClone: Bool) {
        let words = 64
        var drawn = [UInt64](repeating: 0, count: 10 * words)
        #expect(dpk_probe_fork(8, rawClone ? 1 : 0, &drawn, words) == 0)
        // 640 words of 64 bits: two are equal by chance with probability below 2^-46.
        #expect(Set(drawn).count == drawn.count)
    }

    /// So many at once that they don't pass through the pool.
    @Test(arguments: [false, true])
    func parentAndChildrenDrawDistinctBlocksD4(rawClone: Bool) {
        let words = 4096
        var drawn = [UInt64](repeating: 0, count: 4 * words)
        #expect(dpk_probe_fork(2, rawClone ? 1 : 0, &drawn, words) == 0)
        // 2^14 words of 64 bits: two are equal by chance with probability below 2^-36.
        #expect(Set(drawn).count == drawn.count)
    }

    @Test func theKernelWipesThePoolInAChild() {
        #expect(dpk_random_is_wiped_by_kernel() == 1)
    }

    @Test func threadsDrawDistinctBytes() {
        #expect(dpk_probe_threads_differ() == 1)
    }

    @Test func noEntropyStopsTheProcess() {
        #expect(dpk_probe_entropy_failure() == 6)  // SIGABRT
    }

    @Test func everyLengthIsFilled() {
        for count in [0, 1, 7, 8, 63, 64, 65, 16_383, 16_384, 65_535, 65_536, 65_537, 200_000] {
            var bytes = [UInt8](repeating: 0, count: count)
            dpk_random_bytes(&bytes, count)
            // A run of 32 zero bytes has probability below 2^-238 a place.
            let zeros = bytes.reduce(into: (run: 0, longest: 0)) { runs, byte in
                runs.run = byte == 0 ? runs.run + 1 : 0
                runs.longest = max(runs.longest, runs.run)
            }
            #expect(zeros.longest < 32)
        }
    }
}
