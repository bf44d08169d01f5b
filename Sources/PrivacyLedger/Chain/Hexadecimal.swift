/// Bytes as lower-case hexadecimal digits.
struct Hexadecimal: CustomStringConvertible {
    let bytes: [UInt8]

    init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    /// The bytes of a text; nil unless it is pairs of digits.
    init?(hexadecimal text: some StringProtocol) {
        let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count % 2 == 0, digits.allSatisfy({ $0 != nil }) else { return nil }
        bytes = stride(from: 0, to: digits.count, by: 2).map {
            UInt8(16 * digits[$0]! + digits[$0 + 1]!)
        }
    }

    var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
