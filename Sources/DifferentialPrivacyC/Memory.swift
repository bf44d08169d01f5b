// The caller's memory, which need not be aligned.
internal import CPrivacyInterface

/// The longest array that there can be, in bytes.
let mostBytes = 1 << 47

/// The value at a pointer.
func load<Value: BitwiseCopyable>(_ pointer: UnsafePointer<Value>) -> Value {
    unsafe UnsafeRawPointer(pointer).loadUnaligned(as: Value.self)
}

/// Writes a value at a pointer.
func store<Value: BitwiseCopyable>(_ value: Value, at pointer: UnsafeMutablePointer<Value>) {
    unsafe UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: Value.self)
}

/// Zeroes what a caller's pointer points at, if anything.
func erase<Value: BitwiseCopyable>(_ pointer: UnsafeMutablePointer<Value>?, count: Int = 1) {
    guard let pointer = unsafe pointer,
        let bytes = length(count, of: MemoryLayout<Value>.stride)
    else { return }
    unsafe UnsafeMutableRawPointer(pointer).initializeMemory(
        as: UInt8.self, repeating: 0, count: bytes)
}

/// How many bytes `count` elements take; nil if no memory is that long.
func length(_ count: Int, of stride: Int) -> Int? {
    guard count >= 0 else { return nil }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: stride)
    return overflow || bytes > mostBytes ? nil : bytes
}

/// A pointer that must not be NULL.
func present<Pointee>(
    _ pointer: UnsafeMutablePointer<Pointee>?, _ name: StaticString
) throws(Failure) -> UnsafeMutablePointer<Pointee> {
    guard let pointer = unsafe pointer else { throw .null(name) }
    return unsafe pointer
}

/// Checks an array of the caller; without elements it may be NULL.
func check<Pointee>(
    _ array: UnsafePointer<Pointee>?, count: Int, _ name: StaticString
) throws(Failure) {
    guard length(count, of: MemoryLayout<Pointee>.stride) != nil else { throw .tooLong(name) }
    guard unsafe count == 0 || array != nil else { throw .null(name) }
}

extension Failure {
    static func tooLong(_ name: StaticString) -> Failure {
        Failure(Int(DP_INVALID_LENGTH), "\(name) can't be that long")
    }
}
