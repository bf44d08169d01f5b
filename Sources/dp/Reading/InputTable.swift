/// An input that numbers can be read from, whichever its format.
enum InputTable: ~Copyable {
    case csv(CSVReader)
    case numpy(NumpyReader)

    /// Hands over the numbers, in batches.
    ///
    /// - Throws: `InputError`, `UsageError` if a CSV file's column isn't said, or what `consume` throws.
    consuming func readValues(_ consume: (Span<Double>) throws -> Void) throws {
        switch consume self {
        case .csv(var reader): try reader.readValues(consume)
        case .numpy(var reader): try reader.readValues(consume)
        }
    }

    /// Hands over the texts of a CSV file's column; empty cells are left out.
    ///
    /// - Throws: `InputError`, or `UsageError` for an array of numbers.
    consuming func readTexts(_ consume: (String) -> Void) throws {
        switch consume self {
        case .csv(var reader): try reader.readTexts(consume)
        case .numpy:
            throw UsageError(message: "a .npy file holds numbers: give --edges, not --categories")
        }
    }

    /// Counts the rows, or the elements of an array.
    ///
    /// - Throws: `InputError`.
    consuming func countRows() throws -> Int {
        switch consume self {
        case .csv(var reader): return try reader.countRows()
        case .numpy(var reader):
            var count = 0
            try reader.readValues { count += $0.count }
            return count
        }
    }
}
