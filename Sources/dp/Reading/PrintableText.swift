/// A name as it can be shown: control characters, line breaks and invisible format characters (which
/// could rewrite a terminal) are written as escapes.
func printable(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
            shown += "\\u{\(String(scalar.value, radix: 16))}"
        default:
            shown.unicodeScalars.append(scalar)
        }
    }
    return shown
}

/// A name in double quotes as it can be shown.
func quoted(_ text: String) -> String {
    "\"" + printable(text) + "\""
}
