/// What a commit waits for. Only tests take another than the first, to show that they notice.
package enum SQLiteSynchronous: String, Sendable {
    case extra = "EXTRA"
    case normal = "NORMAL"
    case off = "OFF"

    /// The number by which SQLite says it.
    var code: Int {
        switch self {
        case .extra: 3
        case .normal: 1
        case .off: 0
        }
    }
}
