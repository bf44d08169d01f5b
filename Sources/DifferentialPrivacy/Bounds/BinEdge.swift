/// An edge between bins: 0, or plus or minus a power of two. Opaque.
public struct _BinEdge: Hashable, Sendable {
    /// −1, 0 or 1.
    let sign: Int128
    /// Of the power of two.
    let exponent: Int

    /// The number in steps of 2^`step`, which must be an integer or is rounded down.
    func roundedDown(step: Int) -> Int128 {
        let shift = Int128(exponent - step)
        return shift >= 0 ? sign << shift : sign >> 1
    }

    /// The same rounded up.
    func roundedUp(step: Int) -> Int128 {
        -_BinEdge(sign: -sign, exponent: exponent).roundedDown(step: step)
    }

    var exact: Rational {
        let power = Rational.one.scaled(byPowerOfTwo: exponent)
        return sign == 0 ? .zero : sign > 0 ? power : .zero - power
    }
}
