internal import CPrivacyExact

/// An exact rational number: how privacy parameters are kept, added and compared.
///
/// Parameters such as ε are decimal numbers to the people who choose them, and 0.1 is not a binary fraction. A
/// `Double` given as ε therefore means the shortest decimal that reads back as it, 1/10 for `0.1`, and budgets add
/// these fractions exactly: three times 0.1 fits in 0.3.
///
/// Time and memory depend on the value; only public parameters are ever rationals.
public struct Rational: Sendable {
    /// Owns the number; immutable from its first day, which is what makes sharing it safe.
    @safe private final class Storage: @unchecked Sendable {
        let number: OpaquePointer

        init(_ number: OpaquePointer) {
            unsafe self.number = number
        }

        deinit {
            unsafe dpk_rational_free(number)
        }
    }

    private let storage: Storage

    /// Takes ownership of a number that C made.
    private init(owning number: OpaquePointer) {
        unsafe storage = Storage(number)
    }

    /// Lends the number to C for the duration of a call.
    package func withNumber<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        withExtendedLifetime(storage) { unsafe body(storage.number) }
    }

    private func combined(
        with other: Rational, _ operation: (OpaquePointer, OpaquePointer) -> OpaquePointer
    ) -> Rational {
        unsafe withNumber { a in
            unsafe other.withNumber { b in unsafe Rational(owning: operation(a, b)) }
        }
    }

    /// The integer `value`.
    public init(_ value: Int) {
        unsafe self.init(owning: dpk_rational_from_integer(Int64(value)))
    }

    /// The integer `value`, in the whole range of 64 unsigned bits.
    public init(_ value: UInt64) {
        unsafe self.init(owning: dpk_rational_from_unsigned(value))
    }

    /// `significand` · 10^`exponent`.
    package init(significand: UInt64, exponent: Int32) {
        unsafe self.init(owning: dpk_rational_from_decimal(significand, exponent))
    }

    /// The binary fraction that `value` is. Bounds, sensitivities and data mean this.
    ///
    /// - Precondition: `value` is finite.
    public init(exactly value: Double) {
        precondition(value.isFinite, "only a finite number is a fraction")
        unsafe self.init(owning: dpk_rational_from_double(value))
    }

    package static func + (a: Rational, b: Rational) -> Rational {
        unsafe a.combined(with: b) { unsafe dpk_rational_add($0, $1) }
    }

    package static func - (a: Rational, b: Rational) -> Rational {
        unsafe a.combined(with: b) { unsafe dpk_rational_subtract($0, $1) }
    }

    package static func * (a: Rational, b: Rational) -> Rational {
        unsafe a.combined(with: b) { unsafe dpk_rational_multiply($0, $1) }
    }

    package static func / (a: Rational, b: Rational) -> Rational {
        unsafe a.combined(with: b) { unsafe dpk_rational_divide($0, $1) }
    }

    /// This number times 2^`exponent`.
    package func scaled(byPowerOfTwo exponent: Int) -> Rational {
        unsafe withNumber { unsafe Rational(owning: dpk_rational_scale($0, Int32(exponent))) }
    }

    /// The largest integer that isn't above this number.
    package var floor: Rational {
        unsafe withNumber { unsafe Rational(owning: dpk_rational_floor($0)) }
    }

    /// The least `e` with 2^e at or above this number, which must be positive.
    package var ceilLog2: Int {
        unsafe withNumber { unsafe Int(dpk_rational_ceil_log2($0)) }
    }

    /// The least `Double` at or above this number, which must not be negative; infinity above the largest.
    package var roundedUp: Double {
        unsafe withNumber { unsafe dpk_rational_round_up($0) }
    }

    /// The least `Double` at or above this number's square root; it must not be negative.
    package var squareRootRoundedUp: Double {
        unsafe withNumber { unsafe dpk_rational_root_round_up($0) }
    }

    /// The nearest `Double`, for display.
    public var approximation: Double {
        unsafe withNumber { unsafe dpk_rational_nearest($0) }
    }
}

extension Rational: Comparable, Hashable, CustomStringConvertible {
    public static func == (a: Rational, b: Rational) -> Bool {
        unsafe a.withNumber { a in
            unsafe b.withNumber { b in unsafe dpk_rational_compare(a, b) == 0 }
        }
    }

    public static func < (a: Rational, b: Rational) -> Bool {
        unsafe a.withNumber { a in
            unsafe b.withNumber { b in unsafe dpk_rational_compare(a, b) < 0 }
        }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(unsafe withNumber { unsafe dpk_rational_hash($0) })
    }

    /// Numerator, and denominator unless it is 1, in decimal: `1/10`.
    public var description: String {
        unsafe withNumber { number in
            let text = unsafe dpk_rational_text(number)!
            defer { unsafe dpk_text_free(text) }
            return unsafe String(cString: text)
        }
    }
}
