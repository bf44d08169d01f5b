/// The δ of a release: what the caller typed, and the exact decimal that it means.
struct Delta: Hashable, Sendable {
    let typed: Double
    let exact: Rational

    /// - Throws: `ParameterError` unless 0 < δ < 1.
    init(_ typed: Double) throws(ParameterError) {
        guard typed > 0, typed < 1 else {
            throw ParameterError(.delta, .betweenZeroAndOne, .number(typed))
        }
        self.typed = typed
        exact = Rational(decimal: typed)
    }
}
