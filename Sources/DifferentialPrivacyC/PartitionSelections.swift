// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's.

public import CPrivacyInterface

@c @implementation
public func dp_partition_selection_new(
    _ parameters: UnsafePointer<dp_partition_selection_parameters>?,
    _ selection: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(selection)
    return unsafe attempt(error) { () throws(Failure) in
        let place = try unsafe present(selection, "selection")
        let choice = try unsafe PartitionChoice(sized(parameters, "parameters"))
        unsafe store(makeHandle(for: choice), at: place)
    }
}

@c @implementation
public func dp_partition_selection_free(_ selection: OpaquePointer?) {
    unsafe freeHandle(selection, of: PartitionChoice.self)
}

@c @implementation
public func dp_partition_selection_describe(
    _ selection: OpaquePointer?,
    _ description: UnsafeMutablePointer<dp_partition_selection_description>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    let clear = { unsafe eraseSized(description) }
    return unsafe attempt(error, orElse: clear) { () throws(Failure) in
        let choice = try unsafe object(selection, of: PartitionChoice.self)
        let output = try unsafe sizedOutput(description, "description")
        var facts = dp_partition_selection_description()
        facts.size = unsafe output.size
        choice.describe(in: &facts)
        unsafe store(facts, at: output.place)
    }
}

@c @implementation
public func dp_partition_selection_should_keep(
    _ selection: OpaquePointer?, _ people: UnsafePointer<Int64>?, _ count: Int,
    _ keep: UnsafeMutablePointer<UInt8>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    let clear = { unsafe erase(keep, count: count) }
    return unsafe attempt(error, orElse: clear) { () throws(Failure) in
        let selection = try unsafe object(selection, of: PartitionChoice.self).selection
        try unsafe check(people, count: count, "people")
        guard unsafe count == 0 || keep != nil else { throw .null("keep") }
        for index in 0..<count {
            let kept = unsafe selection.shouldKeep(Int(load(people! + index)))
            unsafe store(kept ? 1 : 0, at: keep! + index)
        }
    }
}

@c @implementation
public func dp_partition_selection_noised_values(
    _ selection: OpaquePointer?, _ people: UnsafePointer<Int64>?, _ count: Int,
    _ keep: UnsafeMutablePointer<UInt8>?, _ values: UnsafeMutablePointer<Double>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    let clear = {
        unsafe erase(keep, count: count)
        unsafe erase(values, count: count)
    }
    return unsafe attempt(error, orElse: clear) { () throws(Failure) in
        let choice = try unsafe object(selection, of: PartitionChoice.self)
        try unsafe check(people, count: count, "people")
        guard unsafe count == 0 || keep != nil else { throw .null("keep") }
        guard unsafe count == 0 || values != nil else { throw .null("values") }
        for index in 0..<count {
            let noised = try unsafe choice.noisedValueIfShouldKeep(Int(load(people! + index)))
            unsafe store(noised == nil ? 0 : 1, at: keep! + index)
            unsafe store(noised ?? 0, at: values! + index)
        }
    }
}

@c @implementation
public func dp_partition_selection_probability_of_keep(
    _ selection: OpaquePointer?, _ people: Int64, _ probability: UnsafeMutablePointer<Double>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(probability)
    return unsafe attempt(error) { () throws(Failure) in
        let selection = try unsafe object(selection, of: PartitionChoice.self).selection
        let place = try unsafe present(probability, "probability")
        unsafe store(selection.probabilityOfKeep(Int(people)), at: place)
    }
}
