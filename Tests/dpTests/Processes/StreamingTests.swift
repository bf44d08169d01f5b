import Foundation
import Testing

@testable import dp

@Suite struct StreamingTests {
    /// Streams rows of 4 KiB, with a number and a long word, through standard input.
    private func stream(megabytes: Int) throws -> DPProcess.Outcome {
        let pipe = ProcessPipe()
        let process = try DPProcess(
            [
                "mean", "--column", "x", "--lower", "0", "--upper", "10", "--epsilon", "1000000",
                "--format", "csv",
            ], input: .descriptor(pipe.readEnd))
        pipe.closeReadEnd()
        let row = Array(("4," + String(repeating: "word", count: 1023) + "\n").utf8)
        let block = Array(repeating: row, count: 256).flatMap(\.self)
        #expect(pipe.write(Array("x,word\n".utf8)))
        for _ in 0..<megabytes { #expect(pipe.write(block)) }
        pipe.closeWriteEnd()
        return try process.outcome()
    }

    @Test func `memory does not grow with the input`() throws {
        let short = try stream(megabytes: 2)
        let long = try stream(megabytes: 200)
        for outcome in [short, long] {
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("\nmean,x,"))
        }
        // Sanitizers keep back some of what is freed.
        let isSanitized = (dlsym(nil, "__asan_init") ?? dlsym(nil, "__tsan_init")) != nil
        let slack = isSanitized ? 100 << 20 : 4 << 20
        #expect(long.largestMemory - short.largestMemory < slack)
    }

    @Test func `a closed output ends the command quietly, by the signal that tells it`() throws {
        let file = try TemporaryFile("x\n1\n")
        let pipe = ProcessPipe()
        pipe.closeReadEnd()
        let outcome = try dp(
            "count", "--epsilon", "1", file.path, output: .descriptor(pipe.writeEnd))
        #expect(outcome.signal == SIGPIPE)
        #expect(outcome.errors == "")
        let ignoring = try dp(
            "-c", "trap '' PIPE; exec \"$0\" count --epsilon 1 \"$1\"", DPProcess.path, file.path,
            executable: "/bin/sh", output: .descriptor(pipe.writeEnd))
        #expect(ignoring.status == 128 + SIGPIPE)
        #expect(ignoring.errors == "")
    }

    @Test func `endless noise ends when nobody reads it`() throws {
        let pipe = ProcessPipe()
        let process = try DPProcess(
            ["noise", "geometric", "--epsilon", "1", "--count", "1000000000000"],
            output: .descriptor(pipe.writeEnd))
        pipe.closeWriteEnd()
        var bytes = [UInt8](repeating: 0, count: 1000)
        #expect(read(pipe.readEnd, &bytes, 1000) > 0)
        pipe.closeReadEnd()
        let outcome = try process.outcome()
        #expect(outcome.signal == SIGPIPE)
        #expect(outcome.errors == "")
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
    func `a full output is an error`() throws {
        let file = try TemporaryFile("x\n1\n")
        let outcome = try dp("count", "--epsilon", "1", file.path, output: .file("/dev/full"))
        #expect(outcome.status == EX_IOERR)
        #expect(outcome.errors == "dp: standard output: No space left on device\n")
    }

    @Test func `Ctrl-C ends the command at once and leaves nothing on the output`() throws {
        let fifo = TemporaryFile()
        #expect(mkfifo(fifo.path, 0o600) == 0)
        let descriptor = open(fifo.path, O_RDWR | O_CLOEXEC)
        defer { close(descriptor) }
        let process = try DPProcess(["count", "--epsilon", "1", fifo.path])
        #expect(write(descriptor, "x\n1\n2\n", 6) == 6)
        // Until the command has read what there is and waits for more.
        var waiting: Int32 = 6
        while waiting > 0, ioctl(descriptor, UInt(FIONREAD), &waiting) == 0 { usleep(1000) }
        kill(process.identifier, SIGINT)
        let outcome = try process.outcome()
        // A shell shows this as status 130.
        #expect(outcome.signal == SIGINT)
        #expect(outcome.output == "")
        #expect(outcome.errors == "")
    }

    @Test func `a long file has a progress bar on a terminal`() throws {
        // A file of 64 GB that takes no room, read until the bar is seen.
        let size = 8_000_000_000
        let file = try TemporaryFile(numpyFile(shape: "(\(size),)", data: []))
        #expect(truncate(file.path, 128 + 8 * size) == 0)
        let terminal = try Terminal()
        let process = try DPProcess(
            ["count", "--epsilon", "1", file.path], errors: .descriptor(terminal.end))
        var seen = ""
        while !seen.contains("of 64000 MB") {
            seen += terminal.newText()
        }
        kill(process.identifier, SIGINT)
        #expect(try process.outcome().signal == SIGINT)
        #expect(seen.hasPrefix("\r[....."))
    }
}
