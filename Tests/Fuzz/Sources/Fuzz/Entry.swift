import Glibc

/// Which parser the process fuzzes: the environment variable `DP_FUZZ`.
enum FuzzTarget: String {
    case csv, npy, literal, number, filter, summary, google, event, json

    static let chosen = FuzzTarget(rawValue: getenv("DP_FUZZ").map { String(cString: $0) } ?? "")!

    /// Traps if the parser is wrong about these bytes; returns if it reads or refuses them.
    func check(_ bytes: [UInt8]) {
        switch self {
        case .csv: checkCSV(bytes)
        case .npy: checkNumpy(bytes)
        case .literal: checkLiteral(bytes)
        case .number: checkNumber(bytes)
        case .filter: checkFilter(bytes)
        case .summary: checkSummary(bytes)
        case .google: checkGoogle(bytes)
        case .event: checkEvent(bytes)
        case .json: checkJSON(bytes)
        }
    }
}

@c(LLVMFuzzerTestOneInput)
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTarget.chosen.check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
