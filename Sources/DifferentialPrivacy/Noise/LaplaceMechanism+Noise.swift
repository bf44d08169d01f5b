extension LaplaceMechanism {
    /// `value` with noise. Costs ε.
    ///
    /// - Parameter value: any double. ±infinity counts as the largest finite number of its sign; NaN, which isn't a
    ///   place on the line, counts as 0, so that its result says nothing.
    /// - Returns: a finite double; results beyond the largest finite one saturate.
    public func addNoise(to value: Double) -> Double {
        noise.noisy(value, on: grid)
    }

    /// Adds noise to every value, in place. Each of the values costs ε, unless they are the numbers that
    /// `l0Sensitivity` speaks of. Faster than one by one.
    ///
    /// - Parameter values: as in ``addNoise(to:)-(Double)``.
    public func addNoise(to values: inout [Double]) {
        noise.add(to: &values, on: grid)
    }

    /// `value` with noise, rounded to an integer after the noise. Costs ε.
    ///
    /// - Returns: an integer; results beyond `Int.max` in magnitude saturate.
    public func addNoise(to value: Int) -> Int {
        noise.noisy(value, on: grid)
    }

    /// Adds noise to every value, in place. Each of the values costs ε, unless they are the numbers that
    /// `l0Sensitivity` speaks of. Faster than one by one.
    public func addNoise(to values: inout [Int]) {
        noise.add(to: &values, on: grid)
    }
}
