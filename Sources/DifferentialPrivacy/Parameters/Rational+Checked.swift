extension Rational {
    /// The binary fraction that a parameter is.
    ///
    /// - Throws: unless it is finite, greater than 0 and at most 2^960.
    init(
        positive value: Double, _ parameter: ParameterError.Parameter
    ) throws(ParameterError) {
        guard value.isFinite, value > 0 else {
            throw ParameterError(parameter, .finiteAndPositive, .number(value))
        }
        guard value <= 0x1p960 else {
            throw ParameterError(parameter, .notBeyondTwoTo960, .number(value))
        }
        self.init(exactly: value)
    }

    /// A parameter that is an integer.
    ///
    /// - Throws: unless it is at least 1.
    init(
        atLeastOne value: Int, _ parameter: ParameterError.Parameter
    ) throws(ParameterError) {
        guard value >= 1 else {
            throw ParameterError(parameter, .atLeastOne, .integer(value))
        }
        self.init(value)
    }
}
