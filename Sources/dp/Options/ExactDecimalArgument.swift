import ArgumentParser
import DifferentialPrivacy

/// Reads an exact number that isn't negative; it never passes through a `Double`.
///
/// - Throws: `ValidationError` if the text isn't one.
func exactDecimalArgument(_ text: String) throws -> Rational {
    guard let number = Rational(decimalText: text) else {
        throw ValidationError("give a number such as 0.5 or 1e-6")
    }
    return number
}

/// Reads what an answer costs: a number that a `Double` keeps as it was typed.
///
/// - Throws: `ValidationError` if the text isn't a number, or has more digits than are kept.
func costArgument(_ text: String) throws -> Double {
    let value = try decimalArgument(text)
    if value.isFinite, value >= 0, let typed = Rational(decimalText: text),
        typed != Rational(decimal: value)
    {
        throw ValidationError("it has more digits than are kept; \(shortest(value)) would do")
    }
    return value
}
