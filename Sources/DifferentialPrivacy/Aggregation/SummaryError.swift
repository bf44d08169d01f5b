/// Why a summary can't be read or merged. What was to take it in is unchanged then.
public enum SummaryError: Error, Hashable, Sendable {
    /// The bytes don't start like a summary of this library.
    case notASummary
    /// Written by a version of the format that this library doesn't know.
    case unknownVersion(UInt8)
    /// Of another statistic or number type.
    case differentStatistic
    /// Of the same statistic with other parameters (ε, bounds or contribution limits).
    case differentParameters
    /// Cut off, lengthened, or changed since it was written.
    case damaged
    /// Together the entries pass what an accumulator holds (2^61, or 2^34 with squares).
    case capacityPassed
    /// No entries within the description's bounds have such totals.
    case impossibleTotals
}

extension SummaryError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notASummary: "these bytes aren't a summary"
        case .unknownVersion(let version): "the summary has the unknown format version \(version)"
        case .differentStatistic: "the summary is of another statistic or number type"
        case .differentParameters:
            "the summary was made with another epsilon, other bounds or other contribution limits"
        case .damaged: "the summary is cut off or was changed"
        case .capacityPassed: "together the entries pass what one accumulator holds"
        case .impossibleTotals: "no entries within these bounds have the totals of the summary"
        }
    }
}
