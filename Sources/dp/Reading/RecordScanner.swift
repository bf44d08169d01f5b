/// Splits bytes into records and cells by RFC 4180, one record a call.
///
/// Cells may stand in quotes, in which commas and line breaks are text and a quote is written twice.
/// Lines end in LF or CRLF; the last one may end with the input. Only the positions of the wanted
/// cells are kept.
struct RecordScanner {
    /// The positions of the wanted cells, counted from 0, ascending, without repetition.
    let wanted: [Int]

    /// The wanted cells of the last record, in the order of `wanted`.
    private(set) var cells: [Cell]

    /// How many cells the last record has.
    private(set) var cellCount = 0

    /// How many line feeds the last record takes up, the one at its end included.
    private(set) var lineFeeds = 0

    /// Where the next record begins.
    private(set) var next = 0

    /// What is wrong with the last record's form, if anything.
    private(set) var problem: RowProblem?

    /// What a call found.
    enum Outcome {
        case record
        case blankLine
        case needsMoreBytes
        case quoteNeverClosed
    }

    init(wanted: [Int]) {
        self.wanted = wanted
        cells = Array(repeating: Cell(bytes: 0..<0), count: wanted.count)
    }

    /// Scans the record that begins at `start`.
    ///
    /// - Parameters:
    ///   - bytes: A window, with at least `searchSlack` bytes that can be looked at, the first two zero, after `end`.
    ///   - start: Where the record begins, at or before `end`.
    ///   - end: Where the bytes end that were read.
    ///   - isAtEnd: Whether the input ends there too.
    mutating func scan(
        _ bytes: [UInt8], from start: Int, to end: Int, isAtEnd: Bool
    ) -> Outcome {
        let window = bytes.span
        var position = start
        var number = 0
        var slot = 0
        var nextWanted = wanted.first ?? .max
        lineFeeds = 0
        problem = nil
        while true {
            var cell = Cell(bytes: position..<position)
            if window[position] == .quote {
                guard closeQuote(&cell, window, to: end, isAtEnd: isAtEnd) else {
                    return isAtEnd ? .quoteNeverClosed : .needsMoreBytes
                }
                position = cell.bytes.upperBound + 1
            }
            let bareStart = position
            var byte = UInt8(0)
            while true {
                position = window.firstDelimiter(from: position)
                byte = window[position]
                if byte == .comma || byte == .lineFeed || position >= end { break }
                if byte == .carriageReturn, window[position + 1] != .lineFeed {
                    if position + 1 == end, !isAtEnd { return .needsMoreBytes }
                    problem = .bareCarriageReturn
                }
                position += 1
            }
            if position >= end, !isAtEnd { return .needsMoreBytes }
            var bareEnd = position
            if byte != .comma, bareEnd > bareStart, window[bareEnd - 1] == .carriageReturn {
                bareEnd -= 1
            }
            if !cell.isQuoted {
                cell.bytes = bareStart..<bareEnd
            } else if bareEnd > bareStart {
                problem = .textAfterQuote
            }
            if number == nextWanted {
                cells[slot] = cell
                slot += 1
                nextWanted = slot < wanted.count ? wanted[slot] : .max
            }
            number += 1
            if byte != .comma {
                if position < end { lineFeeds += 1 }
                next = min(position + 1, end)
                cellCount = number
                return number == 1 && cell == Cell(bytes: start..<start) ? .blankLine : .record
            }
            position += 1
        }
    }

    /// Finds where a cell ends that begins with a quote; false if its closing quote isn't there.
    private mutating func closeQuote(
        _ cell: inout Cell, _ window: Span<UInt8>, to end: Int, isAtEnd: Bool
    ) -> Bool {
        cell.isQuoted = true
        let start = cell.bytes.lowerBound + 1
        var position = start
        while position < end {
            if window[position] == .lineFeed {
                lineFeeds += 1
            } else if window[position] == .quote {
                // Whether a quote closes the cell depends on the byte after it.
                if position + 1 == end, !isAtEnd { return false }
                if window[position + 1] != .quote {
                    cell.bytes = start..<position
                    return true
                }
                cell.hasDoubledQuotes = true
                position += 1
            }
            position += 1
        }
        return false
    }
}
