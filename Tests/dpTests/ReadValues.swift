@testable import dp

/// All numbers that a CSV text gives.
func readValues(
    _ bytes: some Sequence<UInt8>, column: String = "x", filters: [String] = [],
    skipsBadRows: Bool = false, chunk: Int = InputWindow.chunk
) throws -> [Double] {
    let file = try TemporaryFile(bytes)
    let window = try InputWindow(InputFile(path: file.path), chunk: chunk)
    var reader = try CSVReader(
        window, column: column, filters: filters.map { RowFilter($0)! },
        skipsBadRows: skipsBadRows)
    var values: [Double] = []
    try reader.readValues { batch in
        for index in batch.indices { values.append(batch[index]) }
    }
    return values
}

func readValues(
    _ text: String, column: String = "x", filters: [String] = [], skipsBadRows: Bool = false,
    chunk: Int = InputWindow.chunk
) throws -> [Double] {
    try readValues(
        Array(text.utf8), column: column, filters: filters, skipsBadRows: skipsBadRows,
        chunk: chunk)
}

/// The error that reading a CSV text ends with, if any.
func readingError(
    _ bytes: some Sequence<UInt8>, column: String = "x", filters: [String] = []
) throws -> InputError? {
    do {
        _ = try readValues(bytes, column: column, filters: filters)
        return nil
    } catch let error as InputError {
        return error
    }
}

func readingError(
    _ text: String, column: String = "x", filters: [String] = []
) throws -> InputError? {
    try readingError(Array(text.utf8), column: column, filters: filters)
}
