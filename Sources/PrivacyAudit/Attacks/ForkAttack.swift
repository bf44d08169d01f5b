internal import CPrivacyAudit
import DifferentialPrivacy

extension Attack {
    /// A child process that repeats its parent's noise.
    static let fork = Attack(
        name: "fork", summary: "buffered random bits are used again by a child process"
    ) { _ in
        let (children, words) = (8, 64)
        var drawn = [UInt64](repeating: 0, count: (children + 1) * words)
        // C has room for the words of all processes; the library's source fills 64 at a time.
        let status = unsafe drawn.withUnsafeMutableBufferPointer {
            unsafe dpk_audit_fork(
                Int32(children),
                { out, words in
                    var source = SecureRandomNumberGenerator()
                    for index in 0..<words { unsafe out![index] = source.next() }
                }, $0.baseAddress, words)
        }
        return [
            AttackRow(
                attack: "fork", subject: "random words of 8 children and their parent",
                isControl: false, figure: Double(drawn.count - Set(drawn).count), bound: 0,
                measure: "words that are drawn twice, of \(drawn.count)",
                falseAlarmRate: 0x1p-45, holds: status == 0 && Set(drawn).count == drawn.count)
        ]
    }
}
