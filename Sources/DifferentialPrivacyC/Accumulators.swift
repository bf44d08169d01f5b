// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's.

public import CPrivacyInterface

@c @implementation
public func dp_accumulator_new(
    _ statistic: OpaquePointer?, _ accumulator: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(accumulator)
    return unsafe attempt(error) { () throws(Failure) in
        let question = try unsafe object(statistic, of: Question.self)
        let place = try unsafe present(accumulator, "accumulator")
        unsafe store(makeHandle(for: question.makeEntries()), at: place)
    }
}

@c @implementation
public func dp_accumulator_free(_ accumulator: OpaquePointer?) {
    unsafe freeHandle(accumulator, of: Entries.self)
}

@c @implementation
public func dp_accumulator_copy(
    _ accumulator: OpaquePointer?, _ copy: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(copy)
    return unsafe attempt(error) { () throws(Failure) in
        let entries = try unsafe object(accumulator, of: Entries.self)
        let place = try unsafe present(copy, "copy")
        unsafe store(makeHandle(for: try entries.copy()), at: place)
    }
}

@c @implementation
public func dp_accumulator_add_double(
    _ accumulator: OpaquePointer?, _ entry: Double, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe attempt(error) { () throws(Failure) in
        try unsafe object(accumulator, of: Entries.self).actions.addReal(entry)
    }
}

@c @implementation
public func dp_accumulator_add_int64(
    _ accumulator: OpaquePointer?, _ entry: Int64, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe attempt(error) { () throws(Failure) in
        try unsafe object(accumulator, of: Entries.self).actions.addInteger(entry)
    }
}

@c @implementation
public func dp_accumulator_add_buffer(
    _ accumulator: OpaquePointer?, _ number: Int32, _ entries: UnsafeRawPointer?, _ count: Int,
    _ stride: Int, _ threads: Int32, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe attempt(error) { () throws(Failure) in
        let accumulated = try unsafe object(accumulator, of: Entries.self)
        let column = try unsafe Column(number: number, entries, count: count, stride: stride)
        try accumulated.actions.addColumn(column, try threadCount(threads))
    }
}

@c @implementation
public func dp_accumulator_add_count(
    _ accumulator: OpaquePointer?, _ count: UInt64, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe attempt(error) { () throws(Failure) in
        try unsafe object(accumulator, of: Entries.self).add(count: count)
    }
}

@c @implementation
public func dp_accumulator_merge(
    _ accumulator: OpaquePointer?, _ other: OpaquePointer?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe attempt(error) { () throws(Failure) in
        let other = try unsafe object(other, of: Entries.self)
        try unsafe object(accumulator, of: Entries.self).merge(other)
    }
}

@c @implementation
public func dp_accumulator_memory_used(
    _ accumulator: OpaquePointer?, _ bytes: UnsafeMutablePointer<Int>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(bytes)
    return unsafe attempt(error) { () throws(Failure) in
        let entries = try unsafe object(accumulator, of: Entries.self)
        let place = try unsafe present(bytes, "bytes")
        unsafe store(try entries.memoryUsed(), at: place)
    }
}
