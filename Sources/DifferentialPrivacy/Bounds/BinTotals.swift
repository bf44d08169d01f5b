/// What is known of entries before there are bounds: for each bin how many, and the exact sums of their places and of
/// the places' squares. Raw data. Opaque.
public struct _BinTotals: Hashable, Sendable {
    /// Words a bin: 1 for counts, 3 with sums, 5 with squares.
    let width: Int
    /// Entries that aren't NaN.
    var entries: UInt64
    /// The bins' totals as C adds to them, `dpk_bins.h`; the last bin is scratch and 0.
    var words: [UInt64]

    init(_ layout: _BinLayout, width: Int) {
        self.width = width
        entries = 0
        words = [UInt64](repeating: 0, count: (layout.bins + 1) * width)
    }

    var hasSquares: Bool { width == 5 }

    func count(_ bin: Int) -> UInt64 { words[bin * width] }
    func sum(_ bin: Int) -> UInt128 { wide(bin * width + 1) }
    func squares(_ bin: Int) -> UInt128 { wide(bin * width + 3) }

    private func wide(_ index: Int) -> UInt128 {
        UInt128(words[index + 1]) << 64 | UInt128(words[index])
    }

    /// - Precondition: the capacity isn't passed; the process stops rather than release a wrong sum.
    mutating func add<Entry: EntryNumber>(
        _ buffer: UnsafeBufferPointer<Entry>, capacity: UInt64
    ) {
        let squares = hasSquares
        let width = width
        // C adds to `words`, which has (bins + 1) · width numbers, and keeps nothing.
        let found = unsafe words.withUnsafeMutableBufferPointer {
            unsafe Entry._addToBins(buffer, $0.baseAddress!, width: width, coarse: squares)
        }
        precondition(UInt64(found) <= capacity - entries, "an accumulator's capacity is passed")
        entries += UInt64(found)
    }

    /// Whether that many entries, within bins of `layout`, can have these totals.
    func isPossible(_ layout: _BinLayout, width: Int, capacity: UInt64) -> Bool {
        guard self.width == width, words.count == (layout.bins + 1) * width, entries <= capacity,
            words.suffix(width).allSatisfy({ $0 == 0 })
        else { return false }
        var left = entries
        for bin in 0..<layout.bins {
            guard count(bin) <= left else { return false }
            left -= count(bin)
            let number = UInt128(count(bin))
            let places = layout.places(bin, squares: hasSquares)
            let (least, most) = (UInt128(places.lowerBound), UInt128(places.upperBound))
            if width >= 3 {
                guard (number * least...number * most).contains(sum(bin)) else { return false }
            }
            if width >= 5 {
                guard (number * least * least...number * most * most).contains(squares(bin)),
                    squares(bin) >= sum(bin)
                else { return false }
            }
        }
        return left == 0
    }
}

extension _BinTotals: _AggregationState {
    public mutating func _merge(_ other: _BinTotals, capacity: UInt64) throws(SummaryError) {
        guard other.width == width, other.words.count == words.count else {
            throw .differentParameters
        }
        guard other.entries <= capacity, entries <= capacity - other.entries else {
            throw .capacityPassed
        }
        entries += other.entries
        for start in stride(from: 0, to: words.count, by: width) {
            words[start] += other.words[start]
            // Sums and squares are pairs of words; neither passes 127 bits.
            for low in stride(from: start + 1, to: start + width, by: 2) {
                let total = wide(low) + other.wide(low)
                words[low] = UInt64(truncatingIfNeeded: total)
                words[low + 1] = UInt64(truncatingIfNeeded: total >> 64)
            }
        }
    }

    public var _words: [UInt64] { [UInt64(width), entries] + words }

    public init?(_words words: [UInt64]) {
        guard words.count > 2, [1, 3, 5].contains(words[0]),
            (words.count - 2).isMultiple(of: Int(words[0]))
        else { return nil }
        width = Int(words[0])
        entries = words[1]
        self.words = Array(words[2...])
    }

    public var _bytesElsewhere: Int { words.count * MemoryLayout<UInt64>.size }
}
