import Testing

@testable import dp

@Suite struct RowFilterTests {
    @Test(arguments: [
        ("sex=Female", "sex", "Female"), ("a=b=c", "a", "b=c"), ("a=", "a", ""), ("=x", "", "x"),
        (" a = b ", " a ", " b "),
    ])
    func `a condition is a column and everything after the first equals sign`(
        condition: String, column: String, text: String
    ) throws {
        let filter = try #require(RowFilter(condition))
        #expect(filter.column == column)
        #expect(filter.text == text)
    }

    @Test func `a condition without an equals sign is none`() {
        #expect(RowFilter("sex") == nil)
        #expect(RowFilter("") == nil)
    }
}
