internal import CPrivacyInterface
internal import DifferentialPrivacy

/// What a `dp_event` points at. It owns the memory of its text, which nobody writes to.
@safe final class Event: Handled {
    static var mark: UInt64 { 0xe7e4_7d1b_50c8_92a3 }
    static var name: StaticString { "event" }

    let event: PrivacyEvent
    /// Its canonical text, ended by NUL.
    let text: UnsafeMutableBufferPointer<CChar>

    init(_ event: PrivacyEvent) {
        self.event = event
        let bytes = event.canonicalText.utf8CString
        unsafe text = .allocate(capacity: bytes.count)
        _ = unsafe text.initialize(fromContentsOf: bytes)
    }

    convenience init(text: String) throws(Failure) {
        do {
            self.init(try PrivacyEvent(canonicalText: text))
        } catch {
            throw Failure(error)
        }
    }

    deinit {
        unsafe text.deallocate()
    }
}

/// Text of the caller, which needs no NUL.
func text(
    _ start: UnsafePointer<CChar>?, length: Int, _ name: StaticString
) throws(Failure) -> String {
    try unsafe check(start, count: length, name)
    guard length <= 65_536 else { throw .tooLong(name) }
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: length)
    guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
        throw Failure(EventFormError.notCanonical)
    }
    return text
}
