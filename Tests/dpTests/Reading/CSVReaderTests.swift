import Testing

@testable import dp

@Suite struct CSVReaderTests {
    @Test func `values of a column are read in order`() throws {
        #expect(try readValues("id,x\na,1\nb,2.5\nc,-3e2\n") == [1, 2.5, -300])
    }

    @Test func `lines may end in CRLF, and the last one with the file`() throws {
        #expect(try readValues("x,id\r\n1,a\r\n2,b") == [1, 2])
        #expect(try readValues("id,x\r\na,1\r\nb,2\r\n") == [1, 2])
        #expect(try readValues("x\n7") == [7])
    }

    @Test func `a byte-order mark is passed over`() throws {
        #expect(try readValues("\u{FEFF}x,y\n1,2\n") == [1])
        #expect(try readValues("\u{FEFF}\"x\",y\n1,2\n") == [1])
    }

    @Test func `quotes protect commas, line breaks and doubled quotes`() throws {
        let text = """
            "na""me",x
            "Doe, Jane",1
            "two
            lines",2
            "say ""hi"", then",3
            "","4"
            """
        #expect(try readValues(text) == [1, 2, 3, 4])
        #expect(try readValues(text, column: "x", filters: ["na\"me=two\nlines"]) == [2])
        #expect(try readValues(text, filters: ["na\"me=say \"hi\", then"]) == [3])
        #expect(try readValues(text, filters: ["na\"me="]) == [4])
    }

    @Test func `missing values and blank lines are left out`() throws {
        #expect(try readValues("id,x\n\na,\nb,  \nc,\"\"\nd,NA\n\r\ne,5\n\n") == [5])
        #expect(try readValues("x\n\n1\n\"\"\n2\n") == [1, 2])
    }

    @Test func `a file without rows has no values`() throws {
        #expect(try readValues("x") == [])
        #expect(try readValues("id,x\r\n") == [])
        #expect(try readValues("id,x\na,\nb,\n") == [])
    }

    @Test func `all filters must hold, and they compare exact text`() throws {
        let text = "sex,age,x\nF,1,1\nM,1,2\nF,01,3\n F,1,4\nF,1,5\n"
        #expect(try readValues(text, filters: ["sex=F"]) == [1, 3, 5])
        #expect(try readValues(text, filters: ["sex=F", "age=1"]) == [1, 5])
        #expect(try readValues(text, filters: ["sex=F", "sex=M"]) == [])
        #expect(try readValues(text, filters: ["x=3"]) == [3])
    }

    @Test func `a row that a filter leaves out may hold anything in the column`() throws {
        #expect(try readValues("ok,x\ny,1\nn,what\n", filters: ["ok=y"]) == [1])
    }

    @Test func `the result does not depend on where chunks end`() throws {
        let text =
            "\u{FEFF}id,x,\"note, long\"\r\n1,1.25,\"a \"\"b\"\"\r\n,c\"\r\n\r\n2,,\n3,-4,é\n"
            + "44444444444444444444,5e-1,\"\"\"\"\r\n5, 6 ,\"ünïcode, ok\"\n6,7,end"
        let whole = try readValues(text)
        #expect(whole == [1.25, -4, 0.5, 6, 7])
        for chunk in 4...80 {
            #expect(try readValues(text, chunk: chunk) == whole, "chunks of \(chunk)")
        }
    }

    @Test func `batches are full until the last`() throws {
        let text = "x\n" + (0..<9000).map { "\($0)\n" }.joined()
        let file = try TemporaryFile(text)
        var reader = try CSVReader(InputWindow(InputFile(path: file.path)), column: "x")
        var sizes: [Int] = []
        try reader.readValues { sizes.append($0.count) }
        #expect(sizes == [4096, 4096, 808])
    }

    @Test(arguments: [
        (nil, [], 4), ("x", [], 3), ("id", [], 4), ("x", ["id=a"], 1), (nil, ["id=a"], 2),
    ])
    func `rows are counted, with a column those whose cell is not empty`(
        column: String?, filters: [String], count: Int
    ) throws {
        let file = try TemporaryFile("id,x\na,1\na, \nb,nan\nc,word\n")
        var reader = try CSVReader(
            InputWindow(InputFile(path: file.path)), column: column,
            filters: filters.map { RowFilter($0)! })
        #expect(try reader.countRows() == count)
    }
}
