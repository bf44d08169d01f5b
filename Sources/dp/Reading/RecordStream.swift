/// Goes through the records of a CSV file, and knows on which line each begins.
struct RecordStream: ~Copyable {
    /// The bytes that the current record's cells are ranges of.
    private(set) var window: InputWindow

    private var scanner = RecordScanner(wanted: [])
    private var recordStart = 0
    private var nextLine = 1

    /// The line that the current record begins on, counted from 1.
    private(set) var line = 1

    init(_ window: consuming InputWindow) {
        self.window = window
        if self.window.hasPrefix([0xEF, 0xBB, 0xBF]) { self.window.start += 3 }
    }

    /// The current record's wanted cells.
    var cells: [Cell] { scanner.cells }

    /// How many cells the current record has.
    var cellCount: Int { scanner.cellCount }

    /// What is wrong with the current record's form, if anything.
    var problem: RowProblem? { scanner.problem }

    /// The file, for messages.
    var path: String { window.path }

    /// Goes to the next record that isn't a blank line; false at the end.
    ///
    /// - Throws: `InputError` if the file can't be read, a quote is never closed or a record is too
    ///   long: then nothing can be told of the rows after it.
    mutating func next() throws(InputError) -> Bool {
        line = nextLine
        while window.start < window.end || !window.isAtEnd {
            let outcome = scanner.scan(
                window.bytes, from: window.start, to: window.end, isAtEnd: window.isAtEnd)
            switch outcome {
            case .needsMoreBytes:
                guard try window.refill() else {
                    let problem = InputError.Problem.recordTooLong(limit: window.limit)
                    throw InputError(file: path, line: line, problem: problem)
                }
            case .quoteNeverClosed:
                throw InputError(file: path, line: line, problem: .quoteNeverClosed)
            case .blankLine:
                window.start = scanner.next
                line += scanner.lineFeeds
            case .record:
                recordStart = window.start
                window.start = scanner.next
                nextLine = line + scanner.lineFeeds
                return true
            }
        }
        return false
    }

    /// Says which cells are wanted of the current record and of those that follow.
    mutating func want(_ wanted: [Int]) {
        scanner = RecordScanner(wanted: wanted)
        _ = scanner.scan(
            window.bytes, from: recordStart, to: window.end, isAtEnd: window.isAtEnd)
    }
}
