internal import CPrivacyRandom

/// Lends temporary memory to `body` and then overwrites it with zeros, in C: plain stores to memory that is about to be given
/// back may be dropped by the compiler, and are.
///
/// - Parameter body: writes an element before it reads it.
@inline(__always)
func withWipedMemory<Element: BitwiseCopyable>(
    of type: Element.Type, capacity: Int, _ body: (UnsafeMutablePointer<Element>) -> Void
) {
    unsafe withUnsafeTemporaryAllocation(of: type, capacity: capacity) { buffer in
        guard let first = buffer.baseAddress else { return }
        unsafe body(first)
        unsafe dpk_wipe(first, buffer.count * MemoryLayout<Element>.stride)
    }
}
