import Foundation

/// How much the audit's tests do: a share in `make test`, all in `make audit`.
enum AuditEffort {
    static let isWhole = ProcessInfo.processInfo.environment["DP_AUDIT_WHOLE"] != nil

    /// - Parameters:
    ///   - whole: in `make audit`.
    ///   - part: in `make test`.
    static func of(_ whole: Int, part: Int) -> Int { isWhole ? whole : part }
}
