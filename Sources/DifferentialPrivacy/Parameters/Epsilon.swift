/// The ε of a release: what the caller typed, and the exact decimal that it means.
struct Epsilon: Hashable, Sendable {
    let typed: Double
    let exact: Rational

    /// - Throws: `ParameterError` unless ε is finite and at least 2^-50 (the bound of Google's library, kept because
    ///   below it not even 64-bit counts carry information).
    init(_ typed: Double) throws(ParameterError) {
        guard typed.isFinite, typed > 0 else {
            throw ParameterError(.epsilon, .finiteAndPositive, .number(typed))
        }
        guard typed >= 0x1p-50 else {
            throw ParameterError(.epsilon, .notBelowTwoToMinus50, .number(typed))
        }
        self.typed = typed
        exact = Rational(decimal: typed)
    }

    /// Part of an ε that was typed, exactly.
    ///
    /// - Throws: `ParameterError` if it is below 2^-50.
    init(part exact: Rational) throws(ParameterError) {
        typed = exact.approximation
        guard typed >= 0x1p-50 else {
            throw ParameterError(.epsilon, .notBelowTwoToMinus50, .number(typed))
        }
        self.exact = exact
    }
}
