internal import CPrivacyRandom

/// Overwrites temporary memory with zeros, in C: plain stores to memory that is about to be given back may be dropped by
/// the compiler, and are.
@inline(__always)
func wipe<Element: BitwiseCopyable>(_ buffer: UnsafeMutableBufferPointer<Element>) {
    unsafe dpk_wipe(buffer.baseAddress, buffer.count * MemoryLayout<Element>.stride)
}
