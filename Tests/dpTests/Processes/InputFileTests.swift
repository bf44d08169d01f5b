import Foundation
import Testing

@testable import dp

@Suite struct InputFileTests {
    private static let options = [
        "mean", "--column", "x", "--lower", "0", "--upper", "1", "--epsilon", "1",
    ]

    private func refused(_ path: String, _ executable: [String] = []) throws -> String {
        let words = executable + [DPProcess.path] + Self.options + [path]
        let outcome = try DPProcess(Array(words.dropFirst()), executable: words[0]).outcome()
        #expect(outcome.status == 65)
        #expect(outcome.output == "")
        return outcome.errors
    }

    @Test func `a directory and a file that is not there are refused`() throws {
        let directory = NSTemporaryDirectory()
        #expect(
            try refused(directory)
                == "dp: \(directory): is a directory; give a CSV or .npy file\n")
        #expect(
            try refused("/no/such\u{1B}file")
                == "dp: /no/such\\u{1b}file: cannot be opened: No such file or directory\n")
    }

    @Test(.enabled(if: Unprivileged.isPossible, "needs a user without privileges"))
    func `a file without permission is refused`() throws {
        let file = try TemporaryFile("x\n1\n")
        #expect(chmod(file.path, 0) == 0)
        let user = try Unprivileged()
        let outcome = try user.run(Self.options + [file.path])
        #expect(outcome.status == 65)
        #expect(outcome.errors == "dp: \(file.path): cannot be opened: Permission denied\n")
    }

    @Test(arguments: [
        ("", "is empty; the first line must hold the names of the columns"),
        ("id,y\n1,2\n", "has no column \"x\"; its columns are \"id\", \"y\""),
        ("x,y,x\n1,2,3\n", "has more than one column \"x\": numbers 1, 3"),
        ("x,y\n1\n", "line 2: too few cells; the header has 2"),
        ("x,y\n1,2\n\n1,2,3\n", "line 4: too many cells; the header has 2"),
        ("x,y\n\"1,5\",2\n", "line 2, column 1 (\"x\"): not a number"),
        ("y,x\n1,2\n1,3\u{0}\n", "line 3, column 2 (\"x\"): not a number"),
        ("y,x\n1,\"2\n3,4\n", "line 2: a quote that is opened in this row is never closed"),
    ])
    func `bad data are refused with file and place and without any value`(
        text: String, message: String
    ) throws {
        let file = try TemporaryFile(text)
        let errors = try refused(file.path)
        #expect(errors.hasPrefix("dp: \(file.path): \(message)"), "\(errors)")
        #expect(errors.split(separator: "\n").count == 1)
    }

    @Test func `bytes that are not UTF-8 are refused`() throws {
        let cell = try TemporaryFile(Array("y,x\n1,".utf8) + [0xFF, 0x0A])
        #expect(try refused(cell.path).hasPrefix("dp: \(cell.path): line 2, column 2 (\"x\"): "))
        let header = try TemporaryFile([0xFF, 0xFE, 0x78, 0x00, 0x0A, 0x00])
        #expect(
            try refused(header.path)
                == "dp: \(header.path): line 1: the names of the columns aren't UTF-8 text; "
                + "is this a CSV or .npy file?\n")
    }

    @Test func `bad rows are skipped on request, and nothing tells how many`() throws {
        let file = try TemporaryFile("x,y\n1\nword,1\n1,2,3\n\"1\"a,1\n0.5,1\n")
        let words = Self.options.dropLast() + ["1000000", "--skip-bad-rows", "--format", "csv"]
        let outcome = try DPProcess(words + [file.path]).outcome()
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let cells = outcome.output.split(separator: "\n").last?.split(separator: ",") ?? []
        #expect(cells.prefix(2) == ["mean", "x"])
        #expect(abs((Double(cells[2]) ?? .nan) - 0.5) < 1e-3)
        #expect(cells[3...].allSatisfy { $0 != "4" && $0 != "5" })
    }
}
