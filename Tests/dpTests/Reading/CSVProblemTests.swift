import Testing

@testable import dp

@Suite struct CSVProblemTests {
    @Test(arguments: [
        ("a,x\n1,2\n3\n", RowProblem.tooFewCells(expected: 2), 3),
        ("a,x\n1,2,3\n", .tooManyCells(expected: 2), 2),
        ("a,x\n\"1\"2,3\n", .textAfterQuote, 2),
        ("a,x\n1,2\r3,4\n", .bareCarriageReturn, 2),
        ("a,x\n\"p\nq\nr\",1\n2,3,4\n", .tooManyCells(expected: 2), 5),
    ])
    func `a row of the wrong form is refused with its line, or left out`(
        text: String, problem: RowProblem, line: Int
    ) throws {
        let error = try #require(try readingError(text))
        #expect(error.problem == .row(problem))
        #expect(error.line == line)
        #expect(try readValues(text + "8,9\n", skipsBadRows: true).last == 9)
    }

    @Test(arguments: [
        "word", "\"1,5\"", "1.5.2", "0x1F", "1e", "1e+", "1 2", "12abc", "--1", "+", ".", "e5",
        "1_000", "\"1,000\"", "１", "−1", "na", "null", "1\u{0}", "nan(1)", "infinit", "\"1\n\"",
    ])
    func `a cell that is no number is refused with its place and never with its text`(
        cell: String
    ) throws {
        let text = "id,x\n7,1\n8,\(cell)\n"
        let error = try #require(try readingError(text))
        #expect(error.problem == .row(.notANumber))
        #expect(error.line == 3)
        #expect(error.column == .init(number: 2, name: "x"))
        let sentence =
            "line 3, column 2 (\"x\"): not a number; numbers are read as 1.5, -2 or 6.02e23"
        #expect(error.description.hasSuffix(sentence))
        #expect(try readValues(text + "9,4\n", skipsBadRows: true) == [1, 4])
    }

    @Test(arguments: [[UInt8]("a\u{0}b".utf8), [0xFF], [0xC3], [0x61, 0xED, 0xA0, 0x80]])
    func `a cell that is not text is refused where it is needed`(cell: [UInt8]) throws {
        let bytes = Array("id,x\n".utf8) + cell + Array(",1\n".utf8)
        #expect(try readValues(bytes) == [1])
        let filtered = try readingError(bytes, filters: ["id=a"])
        #expect(filtered?.problem == .row(.notText))
        #expect(filtered?.column == .init(number: 1, name: "id"))
        let read = try readingError(bytes, column: "id")
        #expect(read?.problem == .row(.notANumber))
        #expect(try readValues(bytes, filters: ["id=a"], skipsBadRows: true) == [])
    }

    @Test func `a missing column is named together with those there are`() throws {
        let error = try #require(try readingError("id,\"b,\u{1B}[2J\"\n1,2\n"))
        #expect(
            error.description.hasSuffix(#"has no column "x"; its columns are "id", "b,\u{1b}[2J""#))
        #expect(
            try readingError("x\n", filters: ["y=1"])?.problem
                == .missingColumn(name: "y", available: ["x"]))
    }

    @Test func `a repeated column name is refused where it is needed`() throws {
        let text = "x,y,x,z,z\n1,2,3,4,5\n"
        #expect(try readingError(text)?.problem == .repeatedColumn(name: "x", numbers: [1, 3]))
        #expect(
            try readingError(text, column: "y", filters: ["z=4"])?.problem
                == .repeatedColumn(name: "z", numbers: [4, 5]))
        #expect(try readValues(text, column: "y") == [2])
    }

    @Test(arguments: ["", "\u{FEFF}", "\n\n", "\r\n"])
    func `a file without a header is refused`(text: String) throws {
        #expect(try readingError(text)?.problem == .noHeader)
    }

    @Test(arguments: [[UInt8]([0xFF, 0xFE, 0x78, 0]), [0x78, 0, 0x0A], [0x1F, 0x8B, 8, 0]])
    func `a header that is not UTF-8 text is refused`(bytes: [UInt8]) throws {
        #expect(try readingError(bytes)?.problem == .headerIsNotText)
    }

    @Test func `a header of the wrong form is refused`() throws {
        #expect(try readingError("\"x\"y\n1\n")?.problem == .row(.textAfterQuote))
        #expect(try readingError("a\rx\r1\r")?.problem == .row(.bareCarriageReturn))
    }

    @Test func `a quote that is never closed is refused even where bad rows are skipped`() throws {
        let text = "id,x\n1,2\n3,\"4\n5,6\n"
        let error = #expect(throws: InputError.self) {
            try readValues(text, skipsBadRows: true)
        }
        #expect(error?.problem == .quoteNeverClosed)
        #expect(error?.line == 3)
    }

    @Test func `a record longer than the limit is refused with its line`() throws {
        let file = try TemporaryFile("id,x\n1,\"" + String(repeating: "long ", count: 100))
        let window = try InputWindow(InputFile(path: file.path), chunk: 16, limit: 64)
        var reader = try CSVReader(window, column: "x")
        let error = #expect(throws: InputError.self) { try reader.countRows() }
        #expect(error?.problem == .recordTooLong(limit: 64))
        #expect(error?.line == 2)
    }
}
