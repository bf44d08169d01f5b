import DifferentialPrivacy
import Foundation
import Testing

@testable import PrivacyLedger

@Suite struct ThroughputTests {
    /// Seconds that `count` synced appends of 4 KiB take in a folder.
    private func seconds(ofSyncs count: Int, in folder: String) -> Double {
        let descriptor = open(folder + "/appended", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 1, count: 4096)
        let start = ContinuousClock.now
        for _ in 0..<count {
            _ = write(descriptor, block, block.count)
            fdatasync(descriptor)
        }
        return (ContinuousClock.now - start) / .seconds(1)
    }

    /// Beside other tests the processor decides, not the disk: the rate is asked for in `make ledger-rate`.
    @Test func durableChargesAreAtLeastAFifthAsFastAsSyncs() async throws {
        let test = try await TestLedger(["a": pure("1000000")])
        var (syncs, shared, alone) = (0.0, 0.0, 0.0)
        // In turns, so that whatever else the machine does slows all.
        for round in 0..<5 {
            syncs += seconds(ofSyncs: 40, in: test.folder)
            let start = ContinuousClock.now
            await withTaskGroup { group in
                for task in 0..<64 {
                    group.addTask {
                        for turn in 0..<8 {
                            _ = try? await test.ledger.charge(
                                costing("1"), to: ["a"], for: "", key: "\(round) \(task) \(turn)")
                        }
                    }
                }
            }
            let middle = ContinuousClock.now
            for turn in 0..<20 {
                _ = try await test.ledger.charge(
                    costing("1"), to: ["a"], for: "", key: "\(round) alone \(turn)")
            }
            shared += (middle - start) / .seconds(1)
            alone += (ContinuousClock.now - middle) / .seconds(1)
        }
        #expect(try await test.ledger.spent("a") == ["epsilon 2660"])
        let rates = (syncs: 200 / syncs, shared: 2560 / shared, alone: 100 / alone)
        print(
            "synced appends \(rates.syncs)/s; charges by 64 tasks \(rates.shared)/s, one after another \(rates.alone)/s"
        )
        if ProcessInfo.processInfo.environment["LEDGER_RATE"] != nil {
            #expect(rates.shared >= 0.2 * rates.syncs)
        }
    }
}
