/// The logarithmic bins of a number type, by which bounds are learnt: public, the same for every data set. Opaque.
///
/// Magnitudes up to 2^`least` have bin 0 of their sign, those in (2^(least + i − 1), 2^(least + i)] bin i, larger ones the
/// last. Bins are numbered by value, from the most negative on, and bin b lies between the edges b and b + 1.
public struct _BinLayout: Hashable, Sendable {
    let least: Int
    let binsPerSign: Int
    let isInteger: Bool

    var bins: Int { 2 * binsPerSign }

    /// The largest number of binary digits of an entry's place in its bin where squares are kept, and of any real one.
    static let placeBits = 46

    /// Which bin of its sign a bin is.
    private func rank(_ bin: Int) -> Int {
        bin < binsPerSign ? binsPerSign - 1 - bin : bin - binsPerSign
    }

    func isNegative(_ bin: Int) -> Bool { bin < binsPerSign }

    /// Places in a bin are in steps of 2^this.
    func stepExponent(_ bin: Int, squares: Bool) -> Int {
        let rank = rank(bin)
        return isInteger
            ? (squares ? max(0, rank - Self.placeBits) : 0) : least + rank - Self.placeBits
    }

    /// The places that an entry of a bin can have.
    func places(_ bin: Int, squares: Bool) -> ClosedRange<UInt64> {
        let rank = rank(bin)
        let bits = least + rank - stepExponent(bin, squares: squares)
        let last: UInt64 = 1 << UInt64(bits)
        return (rank == 0 ? 0 : last / 2)...last
    }

    /// The edge below bin `number`, which is the one above the bin before; from 0 to `bins`.
    func edge(_ number: Int) -> _BinEdge {
        let distance = number - binsPerSign
        return _BinEdge(
            sign: Int128(distance.signum()), exponent: least + max(abs(distance), 1) - 1)
    }
}
