// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's.

public import CPrivacyInterface
internal import CPrivacyRandom

@c @implementation
public func dp_accumulator_serialize(
    _ accumulator: OpaquePointer?, _ format: Int32,
    _ bytes: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?,
    _ length: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(bytes)
    unsafe erase(length)
    return unsafe attempt(error) { () throws(Failure) in
        let entries = try unsafe object(accumulator, of: Entries.self)
        let place = try unsafe present(bytes, "bytes")
        let lengthPlace = try unsafe present(length, "length")
        let summary = try entries.serialized(format: format)
        unsafe store(makeBytes(summary), at: place)
        unsafe store(summary.count, at: lengthPlace)
    }
}

@c @implementation
public func dp_accumulator_merge_bytes(
    _ accumulator: OpaquePointer?, _ format: Int32, _ bytes: UnsafePointer<UInt8>?, _ length: Int,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe attempt(error) { () throws(Failure) in
        let entries = try unsafe object(accumulator, of: Entries.self)
        try unsafe check(bytes, count: length, "bytes")
        guard length <= largestSummary else { throw .tooLong("bytes") }
        let summary = unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: length))
        try entries.merge(summary, format: format)
    }
}

@c @implementation
public func dp_bytes_free(_ bytes: UnsafeMutablePointer<UInt8>?) {
    guard let bytes = unsafe bytes else { return }
    let start = unsafe UnsafeMutableRawPointer(bytes) - headerLength
    guard unsafe start.loadUnaligned(as: UInt64.self) == bytesMark else { return }
    let length = unsafe start.loadUnaligned(fromByteOffset: 8, as: Int.self)
    unsafe dpk_wipe(start, headerLength + length)
    unsafe start.deallocate()
}

/// More than any summary is; Google's lists of entries have 9 bytes and more each.
private let largestSummary = 1 << 36

/// Before the bytes lie a mark and their length.
private let headerLength = 16
private let bytesMark: UInt64 = 0x5b17_e5f0_3c92_ad86

private func makeBytes(_ bytes: [UInt8]) -> UnsafeMutablePointer<UInt8> {
    let start = UnsafeMutableRawPointer.allocate(
        byteCount: headerLength + bytes.count, alignment: 16)
    unsafe start.storeBytes(of: bytesMark, as: UInt64.self)
    unsafe start.storeBytes(of: bytes.count, toByteOffset: 8, as: Int.self)
    let content = unsafe (start + headerLength).bindMemory(to: UInt8.self, capacity: bytes.count)
    unsafe bytes.withUnsafeBufferPointer {
        if let first = $0.baseAddress {
            unsafe content.initialize(from: first, count: bytes.count)
        }
    }
    return unsafe content
}
