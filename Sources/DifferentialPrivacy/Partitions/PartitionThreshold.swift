internal import CPrivacyExact

/// Certified thresholds and tails of the noise that is drawn.
enum PartitionThreshold {
    /// The least t with P(Z > t) <= 1 − (1 − δ)^(1/parts) for discrete Laplace noise Z.
    static func laplace(scale: Double, delta: Rational, parts: Int) -> Int128 {
        unsafe Rational(exactly: scale).withNumber { scale in
            unsafe delta.withNumber { delta in
                unsafe Int128(dpk_laplace_threshold(scale, delta, UInt64(parts)))
            }
        }
    }

    /// P(Z > t), as the nearest double, for a scale of at most 2^52.
    static func laplaceTail(beyond t: Int128, scale: Double) -> Double {
        // At 2^62 the tail has long become 0 or 1.
        let t = Int64(t.clamped(toPowerOfTwo: 62))
        return unsafe Rational(exactly: scale).withNumber { unsafe dpk_laplace_tail($0, t) }
    }

    /// An x with P(N > x) <= 1 − (1 − δ)^(1/parts), for δ <= 1/2; the least double.
    static func normal(delta: Rational, parts: Int) -> Double {
        unsafe delta.withNumber { unsafe dpk_normal_threshold($0, UInt64(parts)) }
    }

    /// P(deviation · N > distance), to a unit in the last place.
    static func normalTail(beyond distance: Int128, deviation: Rational) -> Double {
        let high = Rational(Int(distance >> 64)).scaled(byPowerOfTwo: 64)
        let x = (high + Rational(UInt64(truncatingIfNeeded: distance))) / deviation
        var (low, up) = (0.0, 1.0)
        unsafe x.withNumber { unsafe dpk_normal_tail_bounds($0, &low, &up) }
        return up
    }
}
