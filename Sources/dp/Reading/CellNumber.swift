/// What a cell says as a number.
enum CellNumber: Hashable {
    /// Nothing, only spaces, or `NA`.
    case missing

    /// A decimal number, an infinity, or not-a-number.
    case value(Double)

    /// Anything else.
    case unreadable
}

extension CellNumber {
    /// Reads the number in a cell.
    ///
    /// A number is digits with at most one decimal point, after an optional sign and before an
    /// optional decimal exponent; the result is the nearest `Double`. `nan`, `inf` and `infinity` are
    /// read in any case. `NA`, as R writes it, is a missing value. Spaces and tabs around it all are
    /// passed over. Hexadecimal numbers, decimal commas and thousands separators aren't numbers.
    init(_ window: Span<UInt8>, _ cell: Range<Int>) {
        var start = cell.lowerBound
        var end = cell.upperBound
        while start < end, window[start] == .space || window[start] == .tab { start += 1 }
        while start < end, window[end - 1] == .space || window[end - 1] == .tab { end -= 1 }
        guard start < end else {
            self = .missing
            return
        }
        let isNegative = window[start] == UInt8(ascii: "-")
        var position = isNegative || window[start] == UInt8(ascii: "+") ? start + 1 : start

        var significand: UInt64 = 0
        var digits = 0
        var scale = 0
        var hasPoint = false
        while position < end {
            let digit = window[position] &- UInt8(ascii: "0")
            if digit <= 9 {
                // Past nineteen digits the significand isn't used.
                significand = significand &* 10 &+ UInt64(digit)
                digits += 1
                if hasPoint { scale -= 1 }
            } else if window[position] == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else {
                break
            }
            position += 1
        }
        guard digits > 0 else {
            self = Self(word: window, start..<end)
            return
        }
        if position < end {
            guard let exponent = Self.exponent(window, position..<end) else {
                self = .unreadable
                return
            }
            scale += exponent
        }
        // An integer up to 2^53 and a power of ten up to 10^22 are both exact, so one correctly
        // rounded operation gives the nearest Double (Clinger, "How to read floating point numbers
        // accurately", 1990).
        let magnitude: Double
        if digits <= 19, significand <= 1 << 53, abs(scale) <= 22 {
            let exact = Double(significand)
            magnitude = scale < 0 ? exact / powersOfTen[-scale] : exact * powersOfTen[scale]
            self = .value(isNegative ? -magnitude : magnitude)
        } else {
            let text = String(decoding: (start..<end).map { window[$0] }, as: UTF8.self)
            self = Double(text).map(CellNumber.value) ?? .unreadable
        }
    }

    /// Reads an exponent such as `e-3`; one beyond ±999,999 is cut to that.
    private static func exponent(_ window: Span<UInt8>, _ part: Range<Int>) -> Int? {
        var position = part.lowerBound
        guard window[position] | 0x20 == UInt8(ascii: "e") else { return nil }
        position += 1
        guard position < part.upperBound else { return nil }
        let isNegative = window[position] == UInt8(ascii: "-")
        if isNegative || window[position] == UInt8(ascii: "+") { position += 1 }
        guard position < part.upperBound else { return nil }
        var exponent = 0
        while position < part.upperBound {
            let digit = window[position] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            exponent = min(exponent * 10 + Int(digit), 999_999)
            position += 1
        }
        return isNegative ? -exponent : exponent
    }

    /// Reads one of the words.
    private init(word window: Span<UInt8>, _ part: Range<Int>) {
        let letters = part.count > 9 ? [] : part.map { window[$0] }
        switch String(decoding: letters, as: UTF8.self).lowercased() {
        case "nan", "+nan", "-nan": self = .value(.nan)
        case "inf", "+inf", "infinity", "+infinity": self = .value(.infinity)
        case "-inf", "-infinity": self = .value(-.infinity)
        case "na": self = letters == Array("NA".utf8) ? .missing : .unreadable
        default: self = .unreadable
        }
    }
}

/// The powers of ten that a `Double` holds exactly.
private let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]
