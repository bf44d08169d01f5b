// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's.

public import CPrivacyInterface

@c @implementation
public func dp_statistic_new(
    _ parameters: UnsafePointer<dp_statistic_parameters>?,
    _ statistic: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(statistic)
    return unsafe attempt(error) { () throws(Failure) in
        let place = try unsafe present(statistic, "statistic")
        let question = try unsafe Question.described(by: sized(parameters, "parameters"))
        unsafe store(makeHandle(for: question), at: place)
    }
}

@c @implementation
public func dp_statistic_free(_ statistic: OpaquePointer?) {
    unsafe freeHandle(statistic, of: Question.self)
}

@c @implementation
public func dp_statistic_cost(
    _ statistic: OpaquePointer?, _ epsilon: UnsafeMutablePointer<Double>?,
    _ delta: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(epsilon)
    unsafe erase(delta)
    return unsafe attempt(error) { () throws(Failure) in
        let question = try unsafe object(statistic, of: Question.self)
        let epsilon = try unsafe present(epsilon, "epsilon")
        let delta = try unsafe present(delta, "delta")
        guard let event = question.event else {
            throw .unsupported("a quantile tree's questions say what they cost")
        }
        unsafe store(event.epsilon.approximation, at: epsilon)
        unsafe store(event.delta.approximation, at: delta)
    }
}

@c @implementation
public func dp_statistic_noise_interval(
    _ statistic: OpaquePointer?, _ confidenceLevel: Double,
    _ interval: UnsafeMutablePointer<dp_interval>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(interval)
    return unsafe attempt(error) { () throws(Failure) in
        let question = try unsafe object(statistic, of: Question.self)
        let place = try unsafe present(interval, "interval")
        try check(probability: confidenceLevel, "confidence_level")
        guard let noiseInterval = question.noiseInterval else {
            throw .unsupported("this statistic's noise depends on the data: see its release")
        }
        unsafe store(dp_interval(noiseInterval(confidenceLevel)), at: place)
    }
}
