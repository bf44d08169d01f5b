/// A condition on rows: the cell in a column has exactly this text.
struct RowFilter: Hashable, Sendable {
    var column: String
    var text: String

    /// Reads `column=value`; everything after the first `=` is the value. Nil if there is no `=`.
    init?(_ condition: String) {
        guard let equals = condition.firstIndex(of: "=") else { return nil }
        column = String(condition[..<equals])
        text = String(condition[condition.index(after: equals)...])
    }
}
