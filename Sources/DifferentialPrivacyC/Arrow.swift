// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's.

public import CPrivacyInterface

@c @implementation
public func dp_accumulator_add_arrow(
    _ accumulator: OpaquePointer?, _ schema: UnsafePointer<ArrowSchema>?,
    _ array: UnsafePointer<ArrowArray>?, _ column: Int64, _ threads: Int32,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe attempt(error) { () throws(Failure) in
        let entries = try unsafe object(accumulator, of: Entries.self)
        guard let schema = unsafe schema else { throw .null("schema") }
        guard let array = unsafe array else { throw .null("array") }
        let threads = try threadCount(threads)
        let (type, data) = unsafe (load(schema), load(array))
        guard unsafe type.release != nil, unsafe data.release != nil else {
            throw .arrow("the schema or the array was released")
        }
        try unsafe entries.actions.addColumn(.arrow(type, data, index: column), threads)
    }
}

@c @implementation
public func dp_accumulator_add_arrow_stream(
    _ accumulator: OpaquePointer?, _ stream: UnsafeMutablePointer<ArrowArrayStream>?,
    _ column: Int64, _ threads: Int32, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe attempt(error) { () throws(Failure) in
        guard let stream = unsafe stream else { throw .null("stream") }
        let alignment = UInt(unsafe MemoryLayout<ArrowArrayStream>.alignment)
        guard UInt(bitPattern: stream) % alignment == 0 else { throw .arrow("stream is unaligned") }
        defer { unsafe stream.pointee.release?(stream) }
        guard unsafe stream.pointee.release != nil else { throw .arrow("the stream was released") }
        let entries = try unsafe object(accumulator, of: Entries.self)
        let threads = try threadCount(threads)
        // Apart from the rest, so that all or nothing is added, and nobody waits for the producer.
        let added = entries.makeEmpty()
        try unsafe add(stream, column, threads, to: added)
        try entries.merge(added)
    }
}

/// Adds all arrays of a stream.
private func add(
    _ stream: UnsafeMutablePointer<ArrowArrayStream>, _ column: Int64, _ threads: Int,
    to entries: Entries
) throws(Failure) {
    guard let getSchema = unsafe stream.pointee.get_schema,
        let getNext = unsafe stream.pointee.get_next
    else { throw .arrow("the stream has no functions") }
    var schema = unsafe ArrowSchema()
    guard unsafe getSchema(stream, &schema) == 0 else { throw .stream }
    defer { unsafe schema.release?(&schema) }
    guard unsafe schema.release != nil else { throw .arrow("the schema was released") }
    while true {
        var array = unsafe ArrowArray()
        guard unsafe getNext(stream, &array) == 0 else { throw .stream }
        guard unsafe array.release != nil else { return }
        defer { unsafe array.release?(&array) }
        try unsafe entries.actions.addColumn(.arrow(schema, array, index: column), threads)
    }
}

extension Failure {
    /// What the producer says of it may hold data.
    fileprivate static let stream = Failure(
        Int(DP_ARROW_STREAM_FAILED), "the stream's producer reported an error")
}
