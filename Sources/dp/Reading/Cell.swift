/// Where a cell's text is among the bytes of a window.
struct Cell: Hashable {
    /// The bytes of the text, without the quotes around it.
    var bytes: Range<Int>

    /// Whether it stood in quotes.
    var isQuoted = false

    /// Whether each quote in the text is still written twice.
    var hasDoubledQuotes = false

    /// Whether the cell holds nothing or only spaces and tabs: a missing value.
    func isMissing(in window: Span<UInt8>) -> Bool {
        for index in bytes where window[index] != .space && window[index] != .tab { return false }
        return true
    }

    /// The cell's text, or nil if it holds a NUL byte or isn't UTF-8.
    func text(in window: Span<UInt8>) -> String? {
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count)
        var index = bytes.lowerBound
        while index < bytes.upperBound {
            if window[index] == 0 { return nil }
            copy.append(window[index])
            index += hasDoubledQuotes && window[index] == .quote ? 2 : 1
        }
        return String(validating: copy, as: UTF8.self)
    }

    /// Whether the cell's text is exactly the given one.
    func equals(_ text: [UInt8], in window: Span<UInt8>) -> Bool {
        guard hasDoubledQuotes || bytes.count == text.count else { return false }
        var matched = 0
        var index = bytes.lowerBound
        while index < bytes.upperBound {
            guard matched < text.count, window[index] == text[matched] else { return false }
            matched += 1
            index += hasDoubledQuotes && window[index] == .quote ? 2 : 1
        }
        return matched == text.count
    }

    /// Whether the cell holds text: UTF-8 without NUL bytes.
    func isText(in window: Span<UInt8>) -> Bool {
        for index in bytes where window[index] == 0 || window[index] >= 0x80 {
            return text(in: window) != nil
        }
        return true
    }
}

extension UInt8 {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
}
