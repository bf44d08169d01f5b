internal import CPrivacyInterface
internal import DifferentialPrivacy

/// A number type that statistics of the interface are over.
protocol Entry: EntryNumber, BitwiseCopyable where Sum: Answer {
    /// Its code in the interface.
    static var number: Int { get }
    /// Whether reals are refused.
    static var isInteger: Bool { get }
    init(converting integer: Int64)
    /// Beyond the largest integer of a type: that one.
    init(converting natural: UInt64)
    /// - Parameter real: any for reals; integers are never given one.
    init(converting real: Double)
    static func bounds(of parameters: dp_statistic_parameters) -> (lower: Self, upper: Self)
    /// The granularity wished for; nil for round numbers.
    static func resolution(of parameters: dp_statistic_parameters) -> Self?
    static func setBounds(_ bounds: BoundsReport<Self>, of release: inout dp_release)
}

extension Double: Entry {
    static var number: Int { Int(DP_FLOAT64) }
    static var isInteger: Bool { false }
    init(converting integer: Int64) { self.init(integer) }
    init(converting natural: UInt64) { self.init(natural) }
    init(converting real: Double) { self = real }

    static func bounds(of parameters: dp_statistic_parameters) -> (lower: Double, upper: Double) {
        (parameters.lower_bound, parameters.upper_bound)
    }

    static func resolution(of parameters: dp_statistic_parameters) -> Double? {
        parameters.resolution == 0 ? nil : parameters.resolution
    }

    static func setBounds(_ bounds: BoundsReport<Double>, of release: inout dp_release) {
        release.lower_bound = bounds.lowerBound
        release.upper_bound = bounds.upperBound
    }
}

extension Int64: Entry {
    static var number: Int { Int(DP_INT64) }
    static var isInteger: Bool { true }
    init(converting integer: Int64) { self = integer }
    init(converting natural: UInt64) { self.init(clamping: natural) }
    init(converting real: Double) { self = Int64(exactly: real) ?? 0 }

    static func bounds(of parameters: dp_statistic_parameters) -> (lower: Int64, upper: Int64) {
        (parameters.integer_lower_bound, parameters.integer_upper_bound)
    }

    static func resolution(of parameters: dp_statistic_parameters) -> Int64? {
        parameters.integer_resolution == 0 ? nil : parameters.integer_resolution
    }

    static func setBounds(_ bounds: BoundsReport<Int64>, of release: inout dp_release) {
        release.lower_bound = Double(bounds.lowerBound)
        release.upper_bound = Double(bounds.upperBound)
        release.integer_lower_bound = bounds.lowerBound
        release.integer_upper_bound = bounds.upperBound
    }
}
