internal import CPrivacyInterface
internal import DifferentialPrivacy

/// The entries of a question whose statistic isn't known to the type: what a `dp_accumulator` points at. Any number of
/// threads may use one.
class Entries: Handled {
    static var mark: UInt64 { 0xacc0_3a1d_5e0f_71b9 }
    static var name: StaticString { "accumulator" }

    /// What is called often. Closures of the statistic's type, because methods of generic classes are compiled once for
    /// all types, which made adding one entry ten times as slow.
    struct Actions {
        let addReal: (Double) throws(Failure) -> Void
        let addInteger: (Int64) throws(Failure) -> Void
        /// All of a column, or none of it, on at most so many threads.
        let addColumn: (Column, Int) throws(Failure) -> Void
        /// The answer, for a confidence level or none, in a structure of a size.
        let release: (Double?, Int) throws(Failure) -> dp_release
    }

    let actions: Actions

    init(_ actions: Actions) {
        self.actions = actions
    }

    /// Entries that nobody looks at.
    func add(count: UInt64) throws(Failure) {
        throw .unsupported("only counts take entries that aren't shown")
    }

    /// The same question without entries.
    func makeEmpty() -> Entries { preconditionFailure("each kind makes its own") }
    func copy() throws(Failure) -> Entries { throw Self.isAbstract }
    /// Takes the other's entries; it is as if released then, unless this fails.
    func merge(_ other: Entries) throws(Failure) { throw Self.isAbstract }
    func merge(_ bytes: [UInt8], format: Int32) throws(Failure) { throw Self.isAbstract }
    func serialized(format: Int32) throws(Failure) -> [UInt8] { throw Self.isAbstract }
    func memoryUsed() throws(Failure) -> Int { throw Self.isAbstract }

    /// Noisy quantiles, of a tree.
    func quantiles(
        _ shares: [Double], _ parameters: dp_quantile_parameters, confidenceLevel: Double?
    ) throws(Failure) -> (values: [Double], intervals: [dp_interval]) {
        throw Self.isNoTree
    }

    /// What such a question does to privacy.
    func quantilesEvent(_ parameters: dp_quantile_parameters) throws(Failure) -> PrivacyEvent {
        throw Self.isNoTree
    }

    private static let isNoTree = Failure(
        Int(DP_NOT_SUPPORTED), "only quantile trees answer with quantiles")
    private static let isAbstract = Failure(Int(DP_NOT_SUPPORTED), "this statistic has none")
}
