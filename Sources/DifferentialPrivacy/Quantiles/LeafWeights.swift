/// How many candidates each leaf is worth: public, so it costs nothing.
enum LeafWeights {
    /// Multiples of the given resolution alone; without one every leaf, and round numbers more: four times as often for
    /// every power of ten. Where leaves are as good as equally far from the quantile, a number that people write is then
    /// the likelier answer.
    static func copies<Entry: EntryNumber>(
        on grid: _LeafGrid, resolution: Entry?
    ) -> [UInt16] {
        var copies = [UInt16](repeating: resolution == nil ? 1 : 0, count: grid.leaves)
        if let resolution {
            Entry._forEachMultiple(of: resolution, on: grid) { copies[$0] = 1 }
        } else {
            Entry._forEachRoundNumber(on: grid) { leaf, level in
                copies[leaf] = 1 << UInt16(2 * min(level, 6))
            }
        }
        return copies
    }
}
