/// Bounds that were learnt from entries under noise, and the noisy numbers that come with them.
public struct BoundsReport<Entry: EntryNumber>: Hashable, Sendable {
    /// 0, or plus or minus a power of two (or the end of the number type), in the unit of the entries.
    public let lowerBound: Entry
    /// Above `lowerBound`.
    public let upperBound: Entry
    /// How many entries lie within the bounds: the sum of the noisy counts of the bins there.
    public let noisyEntriesWithin: Int
    /// How many lie outside: the sum of the noisy counts of all other bins. These are many, so this is far noisier.
    public let noisyEntriesOutside: Int
    /// The noisy count that a bin had to reach to be taken for one with entries.
    public let threshold: Int
}

/// Why no bounds were found. Decided on noisy counts alone; it costs as much as an answer.
public enum BoundsError: Error, Hashable, Sendable {
    /// No bin's noisy count reached the threshold: the entries are too few for this ε, or too far apart.
    case notFound(threshold: Int)
}

extension BoundsError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notFound(let threshold):
            """
            no bounds were found: no bin has a noisy count of \(threshold) or more; epsilon is spent; more entries, \
            a larger epsilon or declared bounds help
            """
        }
    }
}
