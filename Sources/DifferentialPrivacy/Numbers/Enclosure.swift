/// A real number known to lie between two doubles: every operation rounds outwards, so the truth never gets lost.
///
/// For figures of public parameters that must not be understated: a bound on a privacy loss is the upper end. Nothing here
/// calls the platform's mathematics library; what is claimed is proved in docs/derivations-enclosure.md.
package struct Enclosure: Hashable, Sendable {
    /// At or below the number; −infinity if nothing is known.
    package let lower: Double
    /// At or above the number; infinity if nothing is known.
    package let upper: Double

    /// All numbers from `lower` to `upper`; a bound that isn't a number knows nothing.
    package init(lower: Double, upper: Double) {
        self.lower = lower.isNaN ? -.infinity : lower
        self.upper = upper.isNaN ? .infinity : upper
    }

    /// The number `value` itself.
    package init(_ value: Double) {
        self.init(lower: value, upper: value)
    }

    /// The neighbouring doubles of a rational number that isn't negative.
    package init(_ value: Rational) {
        let upper = value.roundedUp
        let isExact = upper.isFinite && Rational(exactly: upper) == value
        self.init(lower: isExact ? upper : upper.nextDown, upper: upper)
    }

    /// `value` up to a relative error of 2^-47, and up to the least double where it is tiny.
    init(near value: Double) {
        let error = abs(value) * 0x1p-46 + .leastNonzeroMagnitude
        self.init(lower: value - error, upper: value + error)
    }

    package static let zero = Enclosure(0.0)
    package static let one = Enclosure(1.0)

    package static func + (a: Enclosure, b: Enclosure) -> Enclosure {
        Enclosure(
            lower: -roundedUpSum(-a.lower, -b.lower), upper: roundedUpSum(a.upper, b.upper))
    }

    package static prefix func - (a: Enclosure) -> Enclosure {
        Enclosure(lower: -a.upper, upper: -a.lower)
    }

    package static func - (a: Enclosure, b: Enclosure) -> Enclosure { a + -b }

    package static func * (a: Enclosure, b: Enclosure) -> Enclosure {
        if a.lower >= 0, b.lower >= 0 {
            return Enclosure(
                lower: -roundedUpProduct(-a.lower, b.lower),
                upper: roundedUpProduct(a.upper, b.upper))
        }
        func end(_ x: Double, _ y: Double) -> Enclosure {
            Enclosure(lower: -roundedUpProduct(-x, y), upper: roundedUpProduct(x, y))
        }
        let (p, q) = (end(a.lower, b.lower), end(a.lower, b.upper))
        let (r, s) = (end(a.upper, b.lower), end(a.upper, b.upper))
        return Enclosure(
            lower: min(min(p.lower, q.lower), min(r.lower, s.lower)),
            upper: max(max(p.upper, q.upper), max(r.upper, s.upper)))
    }

    /// The quotient; everything if the divisor may be 0.
    package static func / (a: Enclosure, b: Enclosure) -> Enclosure {
        guard b.lower > 0 || b.upper < 0 else { return Enclosure(lower: .nan, upper: .nan) }
        return a
            * Enclosure(
                lower: (1 / b.upper).nextDown, upper: (1 / b.lower).nextUp)
    }

    /// The root of a number that isn't negative.
    package var squareRoot: Enclosure {
        Enclosure(
            lower: lower > 0 ? lower.squareRoot().nextDown : 0,
            upper: max(0, upper).squareRoot().nextUp)
    }

    /// The smaller of two numbers.
    package static func lesser(_ a: Enclosure, _ b: Enclosure) -> Enclosure {
        Enclosure(lower: min(a.lower, b.lower), upper: min(a.upper, b.upper))
    }
}

/// A double at or above a + b, which is exact where a double can be.
private func roundedUpSum(_ a: Double, _ b: Double) -> Double {
    let sum = a + b
    guard sum.isFinite else {
        // Of two finite numbers below the least double, the largest negative one is above.
        return sum == -.infinity && a.isFinite && b.isFinite ? -.greatestFiniteMagnitude : sum
    }
    // Knuth's error term of the sum, exact without overflow.
    let other = sum - a
    let error = (a - (sum - other)) + (b - other)
    return error > 0 || error.isNaN ? sum.nextUp : sum
}

/// A double at or above x · y; 0 times an unknown number is 0.
private func roundedUpProduct(_ x: Double, _ y: Double) -> Double {
    if x == 0 || y == 0 { return 0 }
    let product = x * y
    if product == -.infinity && x.isFinite && y.isFinite { return -.greatestFiniteMagnitude }
    guard product.isFinite else { return product }
    // The error term is exact where the product is far from underflow.
    if abs(product) > 0x1p-900, (-product).addingProduct(x, y) <= 0 { return product }
    return product.nextUp
}
