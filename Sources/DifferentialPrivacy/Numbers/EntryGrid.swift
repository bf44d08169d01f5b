/// The public grid on which a description's entries become integers. Opaque.
///
/// An entry `x` has the index `k = round((clamp(x) − centre) / 2^exponent)` and counts as the number
/// `centre + (base + k) · 2^exponent`. The grid depends on declared parameters alone, never on data.
public struct _EntryGrid: Hashable, Sendable {
    /// One step of the grid is 2^exponent.
    @usableFromInline let exponent: Int
    /// Subtracted from floating-point entries, so that narrow bounds far from 0 keep all their digits.
    @usableFromInline let centre: Double
    /// Added to indices of integer entries, which are counted from the lower bound.
    @usableFromInline let base: Int128
    /// The indices of the bounds.
    @usableFromInline let lowerIndex: Int128
    @usableFromInline let upperIndex: Int128

    // Floating-point entries: the bounds, and 1.5 · 2^52 grid steps, adding which rounds to the grid.
    @usableFromInline let realLower: Double
    @usableFromInline let realUpper: Double
    @usableFromInline let magic: Double

    // Integer entries: the bounds; a grid step is 2^exponent of their units.
    @usableFromInline let integerLower: Int64
    @usableFromInline let integerUpper: Int64

    /// How many grid steps lie between the bounds; at least 1 on a centred or integer grid.
    var width: Int128 { upperIndex - lowerIndex }

    /// The distance between the bounds' grid points, in the entries' unit.
    var range: Double { width.scaledDouble(byPowerOfTwo: exponent) }

    /// The number half-way between the bounds' grid points.
    var middle: Double {
        let doubled = 2 * base + lowerIndex + upperIndex
        return centre + doubled.scaledDouble(byPowerOfTwo: exponent - 1)
    }
}

extension _EntryGrid {
    /// The grid of floating-point entries in `lower ... upper`.
    ///
    /// With M the largest magnitude of a (centred) contribution and b = M · `noiseRatio` the noise it needs, the step is
    /// the least power of two at or above b · 2^-40 and M · 2^-46: rounding is far below the noise, and an index stays
    /// below 2^46. Where the noise is so large that b · 2^-40 would leave no digits of the entries, M · 2^-20 is kept
    /// (the exact totals are then rounded instead, `NoisePlan`).
    ///
    /// - Parameters:
    ///   - centred: measure from the middle of the bounds (means, variances) instead of from 0 (sums).
    ///   - noiseRatio: l0 · linf / ε.
    static func real(
        lower: Double, upper: Double, centred: Bool, noiseRatio: Rational
    ) throws(ParameterError) -> _EntryGrid {
        let magnitude =
            centred
            ? Rational(exactly: upper) - Rational(exactly: lower)
            : Rational(exactly: max(abs(lower), abs(upper)))
        let exponent = stepExponent(for: magnitude, noiseRatio: noiseRatio)
        guard exponent >= -1000 else {
            throw ParameterError(.bounds, .notTooFine, .range(lower, upper))
        }
        return Kernels.realGrid(lower: lower, upper: upper, exponent: exponent, centred: centred)
    }

    static func stepExponent(for magnitude: Rational, noiseRatio: Rational) -> Int {
        let noise = magnitude * noiseRatio
        return max(magnitude.ceilLog2 - 46, min(noise.ceilLog2 - 40, magnitude.ceilLog2 - 20))
    }

    /// The grid of integer entries: exact, unless squares are wanted and `upper − lower` passes 2^46.
    static func integer(lower: Int64, upper: Int64, squares: Bool) -> _EntryGrid {
        let range = UInt64(bitPattern: upper &- lower)
        let shift = squares ? max(0, 18 - range.leadingZeroBitCount) : 0
        return _EntryGrid(
            exponent: shift, centre: 0,
            base: Int128(lower) >> Int128(shift),
            lowerIndex: 0, upperIndex: Int128(integerIndex(range, shift: shift)),
            realLower: 0, realUpper: 0, magic: 1,
            integerLower: lower, integerUpper: upper)
    }

    /// The index of a floating-point number within the bounds: one rounded subtraction, one rounded addition.
    @inlinable @inline(__always)
    static func realIndex(_ y: Double, centre: Double, magic: Double) -> Int64 {
        let bits = ((y - centre) + magic).bitPattern &- magic.bitPattern
        return Int64(bitPattern: bits)
    }

    /// The index of an integer at `offset` above the lower bound, halves upwards.
    @inlinable @inline(__always)
    static func integerIndex(_ offset: UInt64, shift: Int) -> UInt64 {
        guard shift > 0 else { return offset }
        return (offset >> UInt64(shift)) &+ ((offset >> UInt64(shift - 1)) & 1)
    }
}
