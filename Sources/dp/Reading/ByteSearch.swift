extension Span<UInt8> {
    /// How many bytes past the valid ones a search may look at.
    static var searchSlack: Int { 9 }

    /// The first position at or after `start` whose byte sorts at or below the comma: the comma
    /// itself, a quote, a line break, a space, some other punctuation, or the zero byte that follows
    /// the valid ones. Letters, digits, the point, the minus sign and all bytes of characters outside
    /// ASCII sort above.
    ///
    /// Eight bytes are looked at in one step: subtracting from each byte sets its top bit if it was
    /// smaller, and the lowest such bit is right, since no borrow can come from below it.
    func firstDelimiter(from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var position = start
        while true {
            let word = UInt64(
                littleEndian: bytes.unsafeLoadUnaligned(
                    fromByteOffset: position, as: UInt64.self))
            let below = (word &- ones &* UInt64(UInt8.comma + 1)) & ~word & (ones << 7)
            if below != 0 { return position + below.trailingZeroBitCount >> 3 }
            position += 8
        }
    }
}
