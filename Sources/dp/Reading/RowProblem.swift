/// What makes a row unreadable. `--skip-bad-rows` leaves such rows out.
enum RowProblem: Hashable {
    /// The row has fewer cells than the header has names.
    case tooFewCells(expected: Int)

    /// The row has more cells than the header has names.
    case tooManyCells(expected: Int)

    /// Something other than a comma or the end of the line follows a closing quote.
    case textAfterQuote

    /// A carriage return outside quotes isn't followed by a line feed.
    case bareCarriageReturn

    /// A cell that is needed holds a NUL byte, or bytes that aren't UTF-8.
    case notText

    /// A cell that is needed holds something else than a decimal number.
    case notANumber
}

extension RowProblem: CustomStringConvertible {
    /// What is wrong, without anything that the row says.
    var description: String {
        switch self {
        case .tooFewCells(let expected): "too few cells; the header has \(expected)"
        case .tooManyCells(let expected): "too many cells; the header has \(expected)"
        case .textAfterQuote: "a closing quote isn't followed by a comma or the end of the line"
        case .bareCarriageReturn: "a carriage return isn't followed by a line feed"
        case .notText: "not UTF-8 text"
        case .notANumber: "not a number; numbers are read as 1.5, -2 or 6.02e23"
        }
    }
}
