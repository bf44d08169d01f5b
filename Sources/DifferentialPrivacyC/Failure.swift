internal import CPrivacyInterface
internal import DifferentialPrivacy

/// Why a call did nothing: what its `dp_error` says. Public facts only.
struct Failure: Error {
    let status: Int
    var parameter: Int32 = 0
    var rule: Int32 = 0
    let message: String

    init(_ status: Int, _ message: String) {
        self.status = status
        self.message = message
    }

    init(_ error: ParameterError) {
        self.init(Int(DP_INVALID_PARAMETER), error.description)
        parameter = error.parameter.rawValue
        rule = error.rule.rawValue
    }

    init(_ error: BoundsError) {
        self.init(Int(DP_BOUNDS_NOT_FOUND), error.description)
    }

    init(_ error: SummaryError) {
        let status =
            switch error {
            case .unknownVersion, .differentStatistic, .differentParameters: DP_INCOMPATIBLE_SUMMARY
            case .notASummary, .damaged, .impossibleTotals: DP_MALFORMED_SUMMARY
            case .capacityPassed: DP_TOO_MANY_ENTRIES
            }
        self.init(Int(status), error.description)
    }
}

extension Failure {
    static func null(_ name: StaticString) -> Failure {
        Failure(Int(DP_NULL_ARGUMENT), "\(name) must not be NULL")
    }

    static func unknown(_ name: StaticString, _ code: Int32) -> Failure {
        Failure(Int(DP_UNKNOWN_CODE), "\(name) has no meaning for the code \(code)")
    }

    static func unsupported(_ what: StaticString) -> Failure {
        Failure(Int(DP_NOT_SUPPORTED), "\(what)")
    }

    static let tooManyEntries = Failure(SummaryError.capacityPassed)

    static let released = Failure(
        Int(DP_ALREADY_RELEASED), "the accumulator has given its answer; make a new one")

    static let wantsIntegers = Failure(
        Int(DP_WRONG_NUMBER_TYPE), "this takes integers, and got a number that isn't one")

    static let wantsReals = Failure(
        Int(DP_WRONG_NUMBER_TYPE), "this takes real numbers, not integers")
}

/// A value made by an initialiser of the library, whose refusal becomes a ``Failure``.
func checked<Value>(
    _ make: () throws(ParameterError) -> Value
) throws(Failure) -> Value {
    do {
        return try make()
    } catch {
        throw Failure(error)
    }
}
