import DifferentialPrivacy

/// One text an event: what is read is written the same.
func checkEvent(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let event = try? PrivacyEvent(canonicalText: text) else { return }
    precondition(event.canonicalText == text, "what was read is written differently")
}

/// White space around a JSON text changes nothing.
func checkJSON(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let value = try? JSONValue(parsing: text)
    precondition(value == (try? JSONValue(parsing: "\n\t \(text)\r ")), "white space is read")
}
