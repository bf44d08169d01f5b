extension GaussianMechanism {
    /// `value` with noise. Costs ε and δ.
    ///
    /// - Parameter value: any double. ±infinity counts as the largest finite number of its sign; NaN, which isn't a
    ///   place on the line, counts as 0, so that its result says nothing.
    /// - Returns: a finite double; results beyond the largest finite one saturate.
    public func addNoise(to value: Double) -> Double {
        noise.noisy(value, on: grid)
    }

    /// Adds noise to every value, in place. All the values together cost ε and δ once, if they are the numbers that the
    /// sensitivities speak of; otherwise each of them. Faster than one by one.
    ///
    /// - Parameter values: as in ``addNoise(to:)-(Double)``.
    public func addNoise(to values: inout [Double]) {
        noise.add(to: &values, on: grid)
    }

    /// `value` with noise, rounded to an integer after the noise. Costs ε and δ.
    ///
    /// - Precondition: the granularity is at most 2^52 (a standard deviation below 2^74, far beyond what integers hold).
    /// - Returns: an integer; results beyond `Int.max` in magnitude saturate.
    public func addNoise(to value: Int) -> Int {
        noise.noisy(value, on: grid)
    }

    /// Adds noise to every value, in place. All the values together cost ε and δ once, if they are the numbers that the
    /// sensitivities speak of; otherwise each of them. Faster than one by one.
    ///
    /// - Precondition: as in ``addNoise(to:)-(Int)``.
    public func addNoise(to values: inout [Int]) {
        noise.add(to: &values, on: grid)
    }
}
