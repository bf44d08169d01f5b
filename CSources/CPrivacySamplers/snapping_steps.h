// The arithmetic of a back end, the same operations for one number or a vector of them; private to this target.
//
// The file that includes this defines `lanes` (one or more doubles), `lanes_mask`, DPK_LANES_INLINE, and
//   plus, minus, times, all (the same number in each lane), magnitude, equal, zero_unless(mask, x), least, largest.
// Additions and multiplications only, never fused: IEEE 754 then fixes every bit.

// -LN(U) from U = m 2^-n and its segment's entries. *decided: the lanes where it is proved to be that; snapping.md has
// the errors line by line. In `pairs` the second half is what the first, rounded, leaves out.
DPK_LANES_INLINE lanes logarithm(const dpk_snapping *law, lanes m, lanes n, lanes ratio, lanes log_high,
                                 lanes log_low, lanes_mask *decided) {
    // z = m ratio - 1 = a + b, exactly; a has 26 bits, |b| <= 2^-24. In the last segment |b| <= |a|/2 unless a = 0.
    lanes m_high = minus(plus(m, all(DPK_TO_23)), all(DPK_TO_23));
    lanes a = minus(times(m_high, ratio), all(1));
    lanes b = times(minus(m, m_high), ratio);
    lanes z = plus(a, b);
    // q = z^2; its first half is exact.
    lanes q_high = times(a, a), q_low = times(b, plus(z, a));
    lanes q = plus(q_high, q_low), q2 = times(q, q), q4 = times(q2, q2);
    // z k = -z^3/5 + z^4/6 - ... + z^12/14
    lanes k01 = plus(all(-1.0 / 5), times(z, all(1.0 / 6))), k23 = plus(all(-1.0 / 7), times(z, all(1.0 / 8)));
    lanes k45 = plus(all(-1.0 / 9), times(z, all(1.0 / 10))), k67 = plus(all(-1.0 / 11), times(z, all(1.0 / 12)));
    lanes k89 = plus(all(-1.0 / 13), times(z, all(1.0 / 14)));
    lanes k = plus(plus(k01, times(q, k23)), plus(times(q2, plus(k45, times(q, k67))), times(q4, k89)));
    k = times(q, k);
    // w = -z/3 + z^2/4 + z k, in two halves of which the first has 26 bits.
    lanes third = times(a, all(DPK_MINUS_THIRD_HIGH)), quarter = times(q_high, all(0.25));
    lanes rest = plus(plus(times(a, all(DPK_MINUS_THIRD_LOW)), times(b, all(-1.0 / 3))), times(q_low, all(0.25)));
    rest = plus(times(z, k), rest);
    lanes w = plus(plus(third, quarter), rest);
    lanes w_high = minus(plus(w, all(DPK_TO_32)), all(DPK_TO_32));
    lanes w_low = plus(plus(minus(third, w_high), quarter), rest);
    // z^2 w, in halves too.
    lanes top = minus(plus(q, all(DPK_TO_36)), all(DPK_TO_36));
    lanes cubic_high = times(top, w_high);
    lanes cubic_low = plus(times(top, w_low), times(plus(minus(q_high, top), q_low), w));
    // -ln U = n ln 2 + ln ratio - a - b + z^2/2 + z^2 w, from the largest to the smallest.
    lanes sum = minus(plus(times(n, all(DPK_SNAPPING_LN2_HIGH)), log_high), a);  // exact
    lanes low = plus(times(n, all(DPK_SNAPPING_LN2_LOW)), log_low);
    lanes square = times(q_high, all(0.5));
    lanes sum1 = minus(sum, b), off1 = minus(minus(sum, sum1), b);
    lanes sum2 = plus(sum1, square), off2 = minus(square, minus(sum2, sum1));
    lanes sum3 = plus(sum2, cubic_high), off3 = minus(cubic_high, minus(sum3, sum2));
    low = plus(plus(plus(off1, off2), off3), plus(plus(times(q_low, all(0.5)), cubic_low), low));
    lanes result = plus(sum3, low), off = minus(low, minus(result, sum3));
    lanes margin = plus(times(result, all(law->margin)), times(magnitude(cubic_high), all(law->cubic_margin)));
    *decided = equal(plus(result, plus(off, margin)), plus(result, minus(off, margin)));
    return result;
}

// clamp(round(clamp(x) + noise)), the noise being +-lambda times the logarithm. NaN is taken for 0.
DPK_LANES_INLINE lanes snapped(const dpk_snapping *law, lanes x, lanes signed_logarithm) {
    lanes bound = all(law->bound), below = all(-law->bound);
    x = least(largest(zero_unless(equal(x, x), x), below), bound);
    lanes sum = plus(x, times(signed_logarithm, all(law->lambda)));
    // Whole steps to nearest, ties to even; then those that tied downward go up. Never minus zero.
    lanes steps = times(sum, all(law->inverse));
    lanes whole = minus(plus(steps, all(DPK_TO_WHOLE)), all(DPK_TO_WHOLE));
    whole = plus(whole, zero_unless(equal(minus(steps, whole), all(0.5)), all(1)));
    return least(largest(times(whole, all(law->granularity)), below), bound);
}
