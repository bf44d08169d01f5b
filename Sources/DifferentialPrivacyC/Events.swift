// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's.

public import CPrivacyInterface
internal import DifferentialPrivacy

@c @implementation
public func dp_event_new(
    _ start: UnsafePointer<CChar>?, _ length: Int, _ event: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe makeEvent(event, error) { () throws(Failure) in
        try Event(text: unsafe text(start, length: length, "text"))
    }
}

@c @implementation
public func dp_event_free(_ event: OpaquePointer?) {
    unsafe freeHandle(event, of: Event.self)
}

@c @implementation
public func dp_event_text(
    _ event: OpaquePointer?, _ text: UnsafeMutablePointer<UnsafePointer<CChar>?>?,
    _ length: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(text)
    unsafe erase(length)
    return unsafe attempt(error) { () throws(Failure) in
        let event = try unsafe object(event, of: Event.self)
        let place = try unsafe present(text, "text")
        if let length = unsafe length { unsafe store(event.text.count - 1, at: length) }
        unsafe store(UnsafePointer(event.text.baseAddress), at: place)
    }
}

@c @implementation
public func dp_event_cost(
    _ event: OpaquePointer?, _ epsilon: UnsafeMutablePointer<Double>?,
    _ delta: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(epsilon)
    unsafe erase(delta)
    return unsafe attempt(error) { () throws(Failure) in
        let event = try unsafe object(event, of: Event.self).event
        let epsilon = try unsafe present(epsilon, "epsilon")
        let delta = try unsafe present(delta, "delta")
        unsafe store(event.epsilon.roundedUp, at: epsilon)
        unsafe store(min(1, event.delta.roundedUp), at: delta)
    }
}

@c @implementation
public func dp_statistic_event(
    _ statistic: OpaquePointer?, _ event: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe makeEvent(event, error) { () throws(Failure) in
        guard let event = try unsafe object(statistic, of: Question.self).event else {
            throw .unsupported("a quantile tree's events are those of its questions")
        }
        return Event(event)
    }
}

@c @implementation
public func dp_statistic_quantiles_event(
    _ tree: OpaquePointer?, _ parameters: UnsafePointer<dp_quantile_parameters>?,
    _ event: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe makeEvent(event, error) { () throws(Failure) in
        let entries = try unsafe object(tree, of: Question.self).makeEntries()
        return Event(try entries.quantilesEvent(unsafe sized(parameters, "parameters")))
    }
}

@c @implementation
public func dp_mechanism_event(
    _ mechanism: OpaquePointer?, _ event: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe makeEvent(event, error) { () throws(Failure) in
        Event(try unsafe object(mechanism, of: Mechanism.self).sampler.event)
    }
}

@c @implementation
public func dp_partition_selection_event(
    _ selection: OpaquePointer?, _ event: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe makeEvent(event, error) { () throws(Failure) in
        Event(try unsafe object(selection, of: PartitionChoice.self).selection.event)
    }
}

private func makeEvent(
    _ event: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<dp_error>?,
    _ make: () throws(Failure) -> Event
) -> dp_status {
    unsafe erase(event)
    return unsafe attempt(error) { () throws(Failure) in
        let place = try unsafe present(event, "event")
        unsafe store(makeHandle(for: try make()), at: place)
    }
}
