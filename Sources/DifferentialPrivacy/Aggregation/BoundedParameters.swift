/// The checked parameters that every statistic with declared bounds has. Opaque.
public struct _BoundedParameters<Entry: EntryNumber>: Hashable, Sendable {
    let epsilon: Epsilon
    let lowerBound: Entry
    let upperBound: Entry
    let limits: ContributionLimits
    let noise: Noise

    init(
        epsilon: Double, lowerBound: Entry, upperBound: Entry,
        maxPartitionsContributed: Int, maxContributionsPerPartition: Int, noise: Noise
    ) throws(ParameterError) {
        self.epsilon = try Epsilon(epsilon)
        limits = try ContributionLimits(
            maxPartitionsContributed: maxPartitionsContributed,
            maxContributionsPerPartition: maxContributionsPerPartition)
        try Entry._checkBounds(lower: lowerBound, upper: upperBound)
        self.lowerBound = lowerBound
        self.upperBound = upperBound
        self.noise = noise
    }

    /// With parameters that are checked; bounds that are bin edges.
    init(
        epsilon: Epsilon, lowerBound: Entry, upperBound: Entry, limits: ContributionLimits,
        noise: Noise
    ) {
        self.epsilon = epsilon
        self.lowerBound = lowerBound
        self.upperBound = upperBound
        self.limits = limits
        self.noise = noise
    }

    func grid(centred: Bool, squares: Bool) throws(ParameterError) -> _EntryGrid {
        try Entry._grid(
            lower: lowerBound, upper: upperBound, centred: centred, squares: squares,
            noiseRatio: noise.ratio(limits, epsilon))
    }

    func plan(entrySensitivity: Rational, coordinates: Int) throws(ParameterError) -> NoisePlan {
        try NoisePlan(
            entrySensitivity: entrySensitivity, coordinates: coordinates, limits: limits,
            epsilon: epsilon, noise: noise)
    }

    /// Canonical form for serialized summaries; −0 is 0, as everywhere.
    var words: [UInt64] {
        [
            epsilon.typed.bitPattern, lowerBound._parameterBits, upperBound._parameterBits,
            UInt64(limits.maxPartitionsContributed), UInt64(limits.maxContributionsPerPartition),
        ] + noise.words
    }
}

extension Rational {
    /// An integer of up to 127 bits.
    init(_ value: Int128) {
        let high = Rational(Int(truncatingIfNeeded: value >> 64)).scaled(byPowerOfTwo: 64)
        self = high + Rational(UInt64(truncatingIfNeeded: value))
    }
}
