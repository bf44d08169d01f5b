// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's.

public import CPrivacyInterface

@c @implementation
public func dp_mechanism_new(
    _ parameters: UnsafePointer<dp_mechanism_parameters>?,
    _ mechanism: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(mechanism)
    return unsafe attempt(error) { () throws(Failure) in
        let place = try unsafe present(mechanism, "mechanism")
        let made = try unsafe Mechanism(sized(parameters, "parameters"))
        unsafe store(makeHandle(for: made), at: place)
    }
}

@c @implementation
public func dp_mechanism_free(_ mechanism: OpaquePointer?) {
    unsafe freeHandle(mechanism, of: Mechanism.self)
}

@c @implementation
public func dp_mechanism_describe(
    _ mechanism: OpaquePointer?, _ description: UnsafeMutablePointer<dp_mechanism_description>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    let clear = { unsafe eraseSized(description) }
    return unsafe attempt(error, orElse: clear) { () throws(Failure) in
        let mechanism = try unsafe object(mechanism, of: Mechanism.self)
        let output = try unsafe sizedOutput(description, "description")
        var facts = dp_mechanism_description()
        facts.size = unsafe output.size
        facts.kind = mechanism.kind
        mechanism.sampler.describe(in: &facts)
        unsafe store(facts, at: output.place)
    }
}

@c @implementation
public func dp_mechanism_noisy_value_above(
    _ mechanism: OpaquePointer?, _ value: Double, _ threshold: Double,
    _ above: UnsafeMutablePointer<Int32>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(above)
    return unsafe attempt(error) { () throws(Failure) in
        let sampler = try unsafe object(mechanism, of: Mechanism.self).sampler
        let place = try unsafe present(above, "above")
        let noisy: Double
        if sampler.takesReals {
            noisy = try sampler.noisy(value)
        } else {
            noisy = Double(try sampler.noisy(try integer(value)))
        }
        unsafe store(noisy > threshold ? 1 : 0, at: place)
    }
}

@c @implementation
public func dp_mechanism_interval(
    _ mechanism: OpaquePointer?, _ noisy: Double, _ confidenceLevel: Double,
    _ interval: UnsafeMutablePointer<dp_interval>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(interval)
    return unsafe attempt(error) { () throws(Failure) in
        let sampler = try unsafe object(mechanism, of: Mechanism.self).sampler
        let place = try unsafe present(interval, "interval")
        try check(probability: confidenceLevel, "confidence_level")
        unsafe store(try sampler.interval(around: noisy, confidenceLevel), at: place)
    }
}

@c @implementation
public func dp_mechanism_noise_quantile(
    _ mechanism: OpaquePointer?, _ probability: Double, _ quantile: UnsafeMutablePointer<Double>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(quantile)
    return unsafe attempt(error) { () throws(Failure) in
        let sampler = try unsafe object(mechanism, of: Mechanism.self).sampler
        let place = try unsafe present(quantile, "quantile")
        try check(probability: probability, "probability")
        unsafe store(sampler.noiseQuantile(probability), at: place)
    }
}
