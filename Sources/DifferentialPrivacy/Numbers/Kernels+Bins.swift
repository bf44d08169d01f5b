internal import CPrivacyKernels

// Adds the entries of a buffer to bins. `unsafe`: C reads exactly that many entries, adds to `words`, which must have
// (bins + 1) · width numbers, and keeps neither.

private func bins(_ layout: _BinLayout, coarse: Bool) -> dpk_bins {
    dpk_bins(least: Int32(layout.least), bins: UInt32(layout.binsPerSign), coarse: coarse ? 1 : 0)
}

private func add<Entry, Element>(
    _ kernel: (
        UnsafePointer<dpk_bins>, UnsafePointer<Element>, Int, UnsafePointer<dpk_bin_totals>
    ) -> Int,
    _ entries: UnsafeBufferPointer<Element>, of type: Entry.Type,
    _ words: UnsafeMutablePointer<UInt64>, _ width: Int, _ coarse: Bool
) -> Int where Entry: EntryNumber {
    guard let start = entries.baseAddress else { return 0 }
    var layout = bins(Entry._bins, coarse: coarse)
    var totals = unsafe dpk_bin_totals(words: words, width: UInt32(width))
    return unsafe kernel(&layout, start, entries.count, &totals)
}

extension Double {
    public static func _addToBins(
        _ entries: UnsafeBufferPointer<Double>, _ words: UnsafeMutablePointer<UInt64>, width: Int,
        coarse: Bool
    ) -> Int {
        unsafe add(dpk_bin_f64, entries, of: Double.self, words, width, coarse)
    }
}

extension Float {
    public static func _addToBins(
        _ entries: UnsafeBufferPointer<Float>, _ words: UnsafeMutablePointer<UInt64>, width: Int,
        coarse: Bool
    ) -> Int {
        unsafe add(dpk_bin_f32, entries, of: Float.self, words, width, coarse)
    }
}

extension Int {
    public static func _addToBins(
        _ entries: UnsafeBufferPointer<Int>, _ words: UnsafeMutablePointer<UInt64>, width: Int,
        coarse: Bool
    ) -> Int {
        // Int has 64 bits on every platform that this package supports.
        unsafe entries.withMemoryRebound(to: Int64.self) {
            unsafe add(dpk_bin_i64, $0, of: Int.self, words, width, coarse)
        }
    }
}

extension Int64 {
    public static func _addToBins(
        _ entries: UnsafeBufferPointer<Int64>, _ words: UnsafeMutablePointer<UInt64>, width: Int,
        coarse: Bool
    ) -> Int {
        unsafe add(dpk_bin_i64, entries, of: Int64.self, words, width, coarse)
    }
}

extension Int32 {
    public static func _addToBins(
        _ entries: UnsafeBufferPointer<Int32>, _ words: UnsafeMutablePointer<UInt64>, width: Int,
        coarse: Bool
    ) -> Int {
        unsafe add(dpk_bin_i32, entries, of: Int32.self, words, width, coarse)
    }
}
