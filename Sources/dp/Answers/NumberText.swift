#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The shortest decimal that reads back as the number, without a needless `.0`.
func shortest(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// The number with as many decimals as an uncertainty of this size leaves a meaning: two of its digits.
func rounded(_ value: Double, uncertainty: Double) -> String {
    guard value.isFinite, abs(value) < 1e15, uncertainty > 0, uncertainty.isFinite else {
        return shortest(value)
    }
    let decimals = max(0, 1 - Int(log10(uncertainty).rounded(.down)))
    guard decimals <= 15 else { return shortest(value) }
    var buffer = [CChar](repeating: 0, count: 64)
    let length = withVaList([Int32(decimals), value]) { vsnprintf(&buffer, 64, "%.*f", $0) }
    return String(decoding: buffer.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
}
