internal import CPrivacyInterface
internal import DifferentialPrivacy

/// The entries of a question whose statistic isn't known to the type: what a `dp_accumulator` points at. Any number of
/// threads may use one.
class Entries: Handled {
    static var mark: UInt64 { 0xacc0_3a1d_5e0f_71b9 }
    static var name: StaticString { "accumulator" }

    func add(_ entry: Double) throws(Failure) { throw Self.isAbstract }
    func add(_ entry: Int64) throws(Failure) { throw Self.isAbstract }
    /// All of a column, or none of it.
    func add(_ column: Column, threads: Int) throws(Failure) { throw Self.isAbstract }
    /// Entries that nobody looks at.
    func add(count: UInt64) throws(Failure) {
        throw .unsupported("only counts take entries that aren't shown")
    }

    /// The same question without entries.
    func makeEmpty() -> Entries { self }
    func copy() throws(Failure) -> Entries { throw Self.isAbstract }
    /// Takes the other's entries; it is as if released then, unless this fails.
    func merge(_ other: Entries) throws(Failure) { throw Self.isAbstract }
    func merge(_ bytes: [UInt8], format: Int32) throws(Failure) { throw Self.isAbstract }
    func serialized(format: Int32) throws(Failure) -> [UInt8] { throw Self.isAbstract }
    func memoryUsed() throws(Failure) -> Int { throw Self.isAbstract }
    func release(confidenceLevel: Double?, size: Int) throws(Failure) -> dp_release {
        throw Self.isAbstract
    }

    /// Noisy quantiles, of a tree.
    func quantiles(
        _ shares: [Double], _ parameters: dp_quantile_parameters, confidenceLevel: Double?
    ) throws(Failure) -> (values: [Double], intervals: [dp_interval]) {
        throw .unsupported("only quantile trees answer with quantiles")
    }

    private static let isAbstract = Failure(Int(DP_NOT_SUPPORTED), "this statistic has none")
}
