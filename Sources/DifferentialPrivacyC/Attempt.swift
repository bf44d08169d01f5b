internal import CPrivacyInterface

/// The body of every function of the interface: runs it, says how it ended, and clears the outputs if it failed.
func attempt(
    _ error: UnsafeMutablePointer<dp_error>?, orElse clear: () -> Void = {},
    _ body: () throws(Failure) -> Void
) -> dp_status {
    do throws(Failure) {
        try body()
        unsafe erase(error)
        return Int32(DP_OK)
    } catch let failure {
        clear()
        unsafe failure.write(to: error)
        return Int32(failure.status)
    }
}

extension Failure {
    /// Fills the caller's structure, which need not be aligned.
    func write(to error: UnsafeMutablePointer<dp_error>?) {
        guard let error = unsafe error else { return }
        var report = dp_error()
        report.status = Int32(status)
        report.parameter = parameter
        report.rule = rule
        // The last byte stays NUL. Our sentences are ASCII; whatever else crept in is shown as a question mark.
        unsafe withUnsafeMutableBytes(of: &report.message) { place in
            for (index, byte) in message.utf8.prefix(place.count - 1).enumerated() {
                unsafe place[index] = byte < 0x80 ? byte : UInt8(ascii: "?")
            }
        }
        unsafe store(report, at: error)
    }
}
