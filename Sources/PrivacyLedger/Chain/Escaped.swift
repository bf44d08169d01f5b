/// A text as one word of printable ASCII.
struct Escaped: CustomStringConvertible {
    let text: String

    init(_ text: String) { self.text = text }

    /// The text that a word stands for; nil if its escapes are cut off or don't make UTF-8.
    init?(escaped word: some StringProtocol) {
        var bytes: [UInt8] = []
        var rest = Array(word.utf8)[...]
        while let byte = rest.popFirst() {
            if byte != UInt8(ascii: "%") {
                bytes.append(byte)
            } else {
                guard rest.count >= 2,
                    let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
                else { return nil }
                bytes.append(value)
                rest = rest.dropFirst(2)
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        self.text = text
    }

    /// The word.
    var description: String {
        var word = ""
        for byte in text.utf8 {
            if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%") {
                word.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                word += "%\(Hexadecimal([byte]))"
            }
        }
        return word
    }
}
