// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's.

public import CPrivacyInterface
internal import DifferentialPrivacy

@c @implementation
public func dp_distribution_new_laplace(
    _ epsilon: Double, _ sensitivity: Double, _ distribution: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe makeDistribution(distribution, error) { () throws(ParameterError) in
        .laplace(try LaplaceDistribution(epsilon: epsilon, sensitivity: sensitivity))
    }
}

@c @implementation
public func dp_distribution_new_gaussian(
    _ standardDeviation: Double, _ distribution: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe makeDistribution(distribution, error) { () throws(ParameterError) in
        .gaussian(try GaussianDistribution(standardDeviation: standardDeviation))
    }
}

@c @implementation
public func dp_distribution_new_geometric(
    _ lambda: Double, _ distribution: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe makeDistribution(distribution, error) { () throws(ParameterError) in
        .geometric(try GeometricDistribution(lambda: lambda))
    }
}

private func makeDistribution(
    _ distribution: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<dp_error>?,
    _ law: () throws(ParameterError) -> Distribution.Law
) -> dp_status {
    unsafe erase(distribution)
    return unsafe attempt(error) { () throws(Failure) in
        let place = try unsafe present(distribution, "distribution")
        unsafe store(makeHandle(for: Distribution(try checked(law))), at: place)
    }
}

@c @implementation
public func dp_distribution_free(_ distribution: OpaquePointer?) {
    unsafe freeHandle(distribution, of: Distribution.self)
}

@c @implementation
public func dp_distribution_describe(
    _ distribution: OpaquePointer?, _ kind: UnsafeMutablePointer<Int32>?,
    _ parameter: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(kind)
    unsafe erase(parameter)
    return unsafe attempt(error) { () throws(Failure) in
        let distribution = try unsafe object(distribution, of: Distribution.self)
        let place = try unsafe present(parameter, "parameter")
        if let kind = unsafe kind { unsafe store(distribution.kind, at: kind) }
        unsafe store(distribution.parameter, at: place)
    }
}

@c @implementation
public func dp_distribution_sample(
    _ distribution: OpaquePointer?, _ count: Int, _ samples: UnsafeMutablePointer<Double>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    let clear = { unsafe erase(samples, count: count) }
    return unsafe attempt(error, orElse: clear) { () throws(Failure) in
        let distribution = try unsafe object(distribution, of: Distribution.self)
        try unsafe check(samples.map { unsafe UnsafePointer($0) }, count: count, "samples")
        guard let samples = unsafe samples else { return }
        for index in 0..<count {
            unsafe store(distribution.sample(), at: samples + index)
        }
    }
}

@c @implementation
public func dp_distribution_sample_int64(
    _ distribution: OpaquePointer?, _ count: Int, _ samples: UnsafeMutablePointer<Int64>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    let clear = { unsafe erase(samples, count: count) }
    return unsafe attempt(error, orElse: clear) { () throws(Failure) in
        let distribution = try unsafe object(distribution, of: Distribution.self)
        try unsafe check(samples.map { unsafe UnsafePointer($0) }, count: count, "samples")
        guard case .geometric(let law) = distribution.law else { throw .wantsReals }
        guard let samples = unsafe samples else { return }
        for index in 0..<count {
            unsafe store(Int64(law.sample()), at: samples + index)
        }
    }
}

@c @implementation
public func dp_uniform_double(
    _ sample: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(sample)
    return unsafe attempt(error) { () throws(Failure) in
        let place = try unsafe present(sample, "sample")
        unsafe store(Double.uniform(), at: place)
    }
}

extension Double {
    /// A uniform real number from 0 up to 1, rounded down: fair coins choose its binade, each half as likely as the one
    /// above, and 52 more bits the place in it.
    static func uniform() -> Double {
        var random = SecureRandomNumberGenerator()
        var exponent = -1
        while exponent >= -1022 {
            let coins = random.next()
            exponent -= coins.leadingZeroBitCount
            if coins != 0 { break }
        }
        let fraction = random.next() >> 12
        guard exponent >= -1022 else { return 0 }
        return Double(
            sign: .plus, exponentBitPattern: UInt(exponent + 1023), significandBitPattern: fraction)
    }
}
