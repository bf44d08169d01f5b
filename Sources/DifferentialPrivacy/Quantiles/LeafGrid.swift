/// The public leaves between a description's bounds: equal parts, into which entries are counted. Opaque.
///
/// An entry's leaf is the exact quotient ⌊j · leaves / D⌋ of CSources/CPrivacyKernels/leaves.md, of which the numbers here
/// are the parameters. It depends on the entry and on declared parameters alone and never falls as the entry grows.
public struct _LeafGrid: Hashable, Sendable {
    /// How many leaves there are: from 1 to 2^20.
    @usableFromInline let leaves: Int

    // Floating-point entries.
    @usableFromInline let realLower: Double
    let realUpper: Double
    @usableFromInline let magic: Double
    @usableFromInline let last: Double

    // Integer entries.
    @usableFromInline let integerLower: Int64
    @usableFromInline let integerUpper: Int64
    @usableFromInline let shift: UInt64

    /// Leaves a step, a few units in the last place above.
    @usableFromInline let scale: Double

    /// The most leaves that the kernels count into.
    static let mostLeaves = 1 << 20

    /// The leaf of a number that isn't NaN: the operations of the C kernels, so the same leaf; limited, so that not even
    /// a changed rounding mode leads out of the counts.
    @inlinable @inline(__always)
    func leaf(ofReal x: Double) -> Int {
        var steps = ((x - realLower) + magic) - magic
        steps = steps > 0 ? steps : 0
        steps = steps < last ? steps : last
        return min(Int(steps * scale), leaves - 1)
    }

    /// The leaf of an integer.
    @inlinable @inline(__always)
    func leaf(ofInteger x: Int64) -> Int {
        let clamped = min(max(x, integerLower), integerUpper)
        let steps = UInt64(bitPattern: clamped &- integerLower) >> shift
        return min(Int(Double(steps) * scale), leaves - 1)
    }

    /// The first integer of a leaf; past the upper bound for the leaf after the last.
    func firstInteger(ofLeaf leaf: Int) -> Int128 {
        let range = UInt64(bitPattern: integerUpper &- integerLower) >> shift
        guard leaf < leaves else { return Int128(integerUpper) + 1 }
        // ⌈leaf · D / leaves⌉ steps.
        let steps = (UInt128(leaf) * UInt128(range) + UInt128(leaves - 1)) / UInt128(leaves)
        return Int128(integerLower) + Int128(steps) << Int128(shift)
    }

    /// Where a leaf of floating-point numbers starts, to a few units in the last place of the bounds.
    func start(ofLeaf leaf: Int) -> Double {
        let share = Double(leaf) / Double(leaves)
        return min(max(realLower * (1 - share) + realUpper * share, realLower), realUpper)
    }
}
