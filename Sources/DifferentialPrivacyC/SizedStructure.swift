internal import CPrivacyInterface

// Structures that begin with their size, so that they can grow.

/// A structure of the caller. One of a later version must say nothing that this version doesn't know.
func sized<Structure: BitwiseCopyable>(
    _ pointer: UnsafePointer<Structure>?, _ name: StaticString
) throws(Failure) -> Structure {
    guard let pointer = unsafe pointer else { throw .null(name) }
    let raw = unsafe UnsafeRawPointer(pointer)
    let size = unsafe raw.loadUnaligned(as: UInt.self)
    try checkSize(size, of: Structure.self, name)
    for offset in MemoryLayout<Structure>.size..<Int(size) {
        guard unsafe raw.load(fromByteOffset: offset, as: UInt8.self) == 0 else {
            throw Failure(Int(DP_INVALID_STRUCT), "\(name) says what this version doesn't know")
        }
    }
    return unsafe load(pointer)
}

/// Where a result of a sized structure goes: everything behind its size is cleared, and that is checked.
func sizedOutput<Structure: BitwiseCopyable>(
    _ pointer: UnsafeMutablePointer<Structure>?, _ name: StaticString
) throws(Failure) -> (place: UnsafeMutablePointer<Structure>, size: Int) {
    guard let pointer = unsafe pointer else { throw .null(name) }
    let size = unsafe UnsafeRawPointer(pointer).loadUnaligned(as: UInt.self)
    try checkSize(size, of: Structure.self, name)
    unsafe eraseSized(pointer)
    return unsafe (pointer, Int(size))
}

/// Zeroes a structure but for its size, if it has one that makes sense.
func eraseSized<Structure: BitwiseCopyable>(_ pointer: UnsafeMutablePointer<Structure>?) {
    guard let pointer = unsafe pointer else { return }
    let raw = UnsafeMutableRawPointer(pointer)
    let size = unsafe raw.loadUnaligned(as: UInt.self)
    guard (UInt(MemoryLayout<Structure>.size)...largestStructure).contains(size) else { return }
    let sizeField = MemoryLayout<UInt>.size
    unsafe (raw + sizeField).initializeMemory(
        as: UInt8.self, repeating: 0, count: Int(size) - sizeField)
}

private let largestStructure: UInt = 4096

private func checkSize<Structure>(
    _ size: UInt, of: Structure.Type, _ name: StaticString
) throws(Failure) {
    guard (UInt(MemoryLayout<Structure>.size)...largestStructure).contains(size) else {
        throw Failure(
            Int(DP_INVALID_STRUCT),
            "\(name)->size must be its sizeof, which is \(MemoryLayout<Structure>.size)")
    }
}
