internal import CPrivacySamplers

/// The number types that scores can have: `Double` and `Int`.
///
/// Not to be conformed to outside this library. Scores go to a public power-of-two grid first. Integers keep theirs; doubles
/// are rounded to one that depends on the declared parameters alone, and the sensitivity pays a step for that. NaN counts
/// as the lowest score there is, ±infinity as ±2^1024.
public protocol SelectionScore: Comparable, Hashable, Sendable {
    /// The exact sensitivity that `value` is.
    static func _sensitivity(_ value: Self) throws(ParameterError) -> Rational
    /// The step's exponent, at least `wanted` where the type has a choice.
    static func _exponent(wanted: Int) -> Int
    /// What a change by `sensitivity` can be in steps, after rounding.
    static func _steps(_ sensitivity: Rational, exponent: Int) -> Rational
    /// The value as the one that an error shows.
    var _shown: ParameterError.Value { get }
    /// How many steps each score lies below the highest, at most 2^61; the same work whatever the scores are.
    static func _writeDeficits(
        of scores: UnsafeBufferPointer<Self>, exponent: Int,
        to deficits: UnsafeMutablePointer<UInt64>)
    /// The nearest step, at most 2^100 in magnitude.
    func _step(exponent: Int) -> Int128
}

extension Double: SelectionScore {
    public static func _sensitivity(_ value: Double) throws(ParameterError) -> Rational {
        try Rational(positive: value, .linfSensitivity)
    }

    public static func _exponent(wanted: Int) -> Int { wanted }

    public static func _steps(_ sensitivity: Rational, exponent: Int) -> Rational {
        sensitivity.scaled(byPowerOfTwo: -exponent).floor + .one
    }

    public var _shown: ParameterError.Value { .number(self) }

    public static func _writeDeficits(
        of scores: UnsafeBufferPointer<Double>, exponent: Int,
        to deficits: UnsafeMutablePointer<UInt64>
    ) {
        // C reads and writes exactly that many numbers and keeps nothing.
        unsafe dpk_deficits_of_reals(scores.baseAddress, scores.count, Int32(exponent), deficits)
    }

    public func _step(exponent: Int) -> Int128 {
        unsafe Int128 { unsafe dpk_score_steps(self, Int32(exponent), $0, $1) }
    }
}

extension Int: SelectionScore {
    public static func _sensitivity(_ value: Int) throws(ParameterError) -> Rational {
        try Rational(atLeastOne: value, .linfSensitivity)
    }

    public static func _exponent(wanted: Int) -> Int { 0 }

    public static func _steps(_ sensitivity: Rational, exponent: Int) -> Rational { sensitivity }

    public var _shown: ParameterError.Value { .integer(self) }

    public static func _writeDeficits(
        of scores: UnsafeBufferPointer<Int>, exponent: Int,
        to deficits: UnsafeMutablePointer<UInt64>
    ) {
        // `Int` is `Int64` here; C reads and writes exactly that many numbers and keeps nothing.
        unsafe scores.withMemoryRebound(to: Int64.self) {
            unsafe dpk_deficits_of_integers($0.baseAddress, $0.count, deficits)
        }
    }

    public func _step(exponent: Int) -> Int128 { Int128(self) }
}
