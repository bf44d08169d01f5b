import DifferentialPrivacy
import Foundation
import Testing

@testable import PrivacyLedger

@Suite struct SQLiteLedgerTests {
    private let mean = try! BoundedMean<Double>(epsilon: 0.5, lowerBound: 0, upperBound: 10)

    @Test func aReleaseIsPaidStoredAndComesBackUnderItsKey() async throws {
        let test = try await TestLedger(["a": pure("1")])
        let entries = [1.5, 2.5, 9.0]
        let first = try await test.ledger.release(
            mean, over: entries, from: ["a"], for: "data 1", key: "k")
        for ledger in [test.ledger, try test.reopened()] {
            let again = try await ledger.release(
                mean, over: [], from: ["a"], for: "data 1", key: "k")
            #expect(again == first)
        }
        #expect(first.interval != nil && first.event == mean.event)
        #expect(try await test.ledger.spent("a") == ["epsilon 0.5"])
        await #expect(throws: LedgerError.keyOfAnotherRequest(key: "k")) {
            _ = try await test.ledger.release(
                mean, over: entries, from: ["a"], for: "data 2", key: "k")
        }
        await #expect(throws: LedgerError.keyOfAnotherRequest(key: "k")) {
            let other = try BoundedMean<Double>(epsilon: 0.5, lowerBound: 0, upperBound: 11)
            _ = try await test.ledger.release(
                other, over: entries, from: ["a"], for: "data 1", key: "k")
        }
        _ = try await test.ledger.release(mean, over: entries, from: ["a"], for: "data 1", key: "l")
        await #expect(throws: LedgerError.self) {
            _ = try await test.ledger.release(
                mean, over: entries, from: ["a"], for: "data 1", key: "m")
        }
        #expect(try await test.ledger.verify() == 6)
    }

    @Test func aFailureIsAnAnswerAndIsPaid() async throws {
        let test = try await TestLedger(["a": pure("1")])
        struct TooFew: Error, CustomStringConvertible { let description = "too few" }
        for _ in 0..<2 {
            await #expect(throws: LedgerError.failed("too few")) {
                _ = try await test.ledger.answer(
                    costing("0.25"), from: ["a"], for: "r", key: "k"
                ) { charge in
                    _ = consume charge
                    throw TooFew()
                }
            }
        }
        #expect(try await test.ledger.spent("a") == ["epsilon 0.25"])
    }

    @Test func twoWorkersOnOneKeySendTheSame() async throws {
        let test = try await TestLedger(["a": pure("100")])
        for round in 0..<20 {
            let ledgers = try (0..<4).map { _ in try test.reopened() }
            let answers = await withTaskGroup(of: String?.self) { group in
                for ledger in ledgers {
                    group.addTask {
                        try? await ledger.answer(
                            costing("1"), from: ["a"], for: "r", key: "k\(round)"
                        ) { charge in
                            _ = consume charge
                            return "\(UInt64.random(in: 0 ... .max))"
                        }
                    }
                }
                return await group.reduce(into: [String]()) { if let text = $1 { $0.append(text) } }
            }
            // Those that came while another computed were told that it isn't stored yet.
            #expect(!answers.isEmpty && Set(answers).count == 1)
        }
        #expect(try await test.ledger.spent("a") == ["epsilon 20"])
    }

    @Test func accountsSurviveAndOnlyTheOwnerOpensAndClosesThem() async throws {
        let test = try await TestLedger(["a": approximate("3", "1e-6")])
        let ledger = try test.reopened()
        #expect(try await ledger.balance(of: "a").limit == approximate("3", "1e-6"))
        await #expect(throws: LedgerError.notTheOwner) {
            try await ledger.register("b", limit: pure("1"), owner: SigningKey())
        }
        await #expect(throws: LedgerError.accountExists("a")) {
            try await ledger.register("a", limit: pure("1"), owner: test.owner)
        }
        await #expect(throws: LedgerError.notTheOwner) {
            try await ledger.close("a", owner: SigningKey())
        }
        try await ledger.close("a", owner: test.owner)
        await #expect(throws: LedgerError.accountClosed("a")) {
            _ = try await test.ledger.charge(costing("1"), to: ["a"], for: "", key: "k")
        }
        await #expect(throws: LedgerError.unknownAccount("z")) {
            _ = try await test.ledger.charge(costing("1"), to: ["z"], for: "", key: "k")
        }
    }

    @Test func theKeyFileIsItsOwnersAlone() throws {
        let path = NSTemporaryDirectory() + "key-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let key = SigningKey()
        try key.write(to: path)
        #expect(try SigningKey(path: path).publicKey == key.publicKey)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(throws: LedgerError.self) { try key.write(to: path) }
        chmod(path, 0o640)
        #expect(throws: LedgerError.self) { try SigningKey(path: path) }
    }

    @Test func whatIsNoLedgerIsntOpened() async throws {
        let test = try await TestLedger()
        let path = test.folder + "/other"
        #expect(throws: LedgerError.self) { try SQLiteLedger(path: path) }
        _ = FileManager.default.createFile(atPath: path, contents: Data())
        #expect(throws: LedgerError.self) { try SQLiteLedger(path: path) }
        #expect(throws: LedgerError.store(.alreadyALedger(path: path))) {
            try SQLiteLedger.create(path: path, owner: test.owner)
        }
        _ = FileManager.default.createFile(atPath: path, contents: Data("hello".utf8))
        #expect(throws: LedgerError.self) { try SQLiteLedger(path: path) }
        link(test.path, test.folder + "/second")
        #expect(throws: LedgerError.store(.severalNames(path: test.path))) { try test.reopened() }
    }

    @Test func aFullDiskOrAFileThatCantBeWrittenRefuses() async throws {
        // /dev/full-like: a limit on the file's size stands for a full disk, in a process of its own.
        let test = try await TestLedger(["a": pure("1000")])
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        let worker = WorkerProcess.folder.appendingPathComponent("LedgerWorker").path
        let blocks = 1 + (try Data(contentsOf: URL(fileURLWithPath: test.path)).count / 1024)
        process.arguments = [
            "-c",
            "trap '' XFSZ; ulimit -f \(blocks); exec \(worker) charge \(test.path) a 0.001 1 100 w",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let granted = Int(
            String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                .dropLast())
        process.waitUntilExit()
        let count = try #require(granted)
        #expect(count < 100)
        // What was granted is spent; what failed on the way may be spent, too.
        let charges = try await test.ledger.verify() - 2
        #expect(charges >= Int64(count))
    }
}
