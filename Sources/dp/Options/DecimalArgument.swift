import ArgumentParser

/// Reads a number from the command line, as it would be read from a cell.
///
/// - Throws: `ValidationError` if the text isn't a number, or is one that a `Double` can't tell from 0
///   or infinity.
func decimalArgument(_ text: String) throws -> Double {
    let bytes = Array(text.utf8)
    guard case .value(let value) = CellNumber(bytes.span, bytes.indices) else {
        throw ValidationError("give a number such as 0.5, with a decimal point")
    }
    let digits = text.prefix { $0 != "e" && $0 != "E" }
    if value == 0, digits.contains(where: { "123456789".contains($0) }) {
        throw ValidationError("it is too small to be told from 0")
    }
    if value.isInfinite, digits.contains(where: \.isNumber) {
        throw ValidationError("it is too large")
    }
    return value
}
