// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's.

public import CPrivacyInterface

@c @implementation
public func dp_mechanism_add_noise_double(
    _ mechanism: OpaquePointer?, _ value: Double, _ noisy: UnsafeMutablePointer<Double>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(noisy)
    return unsafe attempt(error) { () throws(Failure) in
        let mechanism = try unsafe object(mechanism, of: Mechanism.self)
        let place = try unsafe present(noisy, "noisy")
        unsafe store(try mechanism.noisy(value), at: place)
    }
}

@c @implementation
public func dp_mechanism_add_noise_int64(
    _ mechanism: OpaquePointer?, _ value: Int64, _ noisy: UnsafeMutablePointer<Int64>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(noisy)
    return unsafe attempt(error) { () throws(Failure) in
        let mechanism = try unsafe object(mechanism, of: Mechanism.self)
        let place = try unsafe present(noisy, "noisy")
        unsafe store(Int64(try mechanism.noisy(Int(value))), at: place)
    }
}

@c @implementation
public func dp_mechanism_add_noise_doubles(
    _ mechanism: OpaquePointer?, _ values: UnsafePointer<Double>?, _ count: Int, _ threads: Int32,
    _ noisy: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe addNoise(mechanism, values, count, threads, noisy, error, zero: 0) {
        sampler, block throws(Failure) in try sampler.makeNoisy(&block)
    }
}

@c @implementation
public func dp_mechanism_add_noise_int64s(
    _ mechanism: OpaquePointer?, _ values: UnsafePointer<Int64>?, _ count: Int, _ threads: Int32,
    _ noisy: UnsafeMutablePointer<Int64>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    // Int has 64 bits on every platform that this package supports.
    let values = unsafe values.map { unsafe UnsafeRawPointer($0).assumingMemoryBound(to: Int.self) }
    let noisy = unsafe noisy.map {
        unsafe UnsafeMutableRawPointer($0).assumingMemoryBound(to: Int.self)
    }
    return unsafe addNoise(mechanism, values, count, threads, noisy, error, zero: 0) {
        sampler, block throws(Failure) in try sampler.makeNoisy(&block)
    }
}

extension Sampler {
    /// Whether it adds noise to doubles.
    var takesReals: Bool {
        var none: [Double] = []
        return (try? makeNoisy(&none)) != nil
    }
}

/// Adds noise to the caller's array in blocks, on several threads where that pays.
private func addNoise<Value: BitwiseCopyable>(
    _ mechanism: OpaquePointer?, _ values: UnsafePointer<Value>?, _ count: Int, _ threads: Int32,
    _ noisy: UnsafeMutablePointer<Value>?, _ error: UnsafeMutablePointer<dp_error>?, zero: Value,
    _ makeNoisy: (any Sampler, inout [Value]) throws(Failure) -> Void
) -> dp_status {
    let clear = { unsafe erase(noisy, count: count) }
    return unsafe attempt(error, orElse: clear) { () throws(Failure) in
        let sampler = try unsafe object(mechanism, of: Mechanism.self).sampler
        try unsafe check(values, count: count, "values")
        try unsafe check(noisy.map { unsafe UnsafePointer($0) }, count: count, "noisy")
        let threads = try threadCount(threads)
        // Whether this sampler takes such values is the same for no values.
        var none: [Value] = []
        try makeNoisy(sampler, &none)
        guard let values = unsafe values, let noisy = unsafe noisy, count > 0 else { return }
        let parts = max(1, min(threads, count / leastPerThread))
        let most = (count + parts - 1) / parts
        inParallel(parts) { part in
            var block = [Value](repeating: zero, count: min(blockLength, most))
            let end = min((part + 1) * most, count)
            for start in stride(from: part * most, to: end, by: blockLength) {
                let length = min(blockLength, end - start)
                if length < block.count { block.removeLast(block.count - length) }
                let bytes = length * MemoryLayout<Value>.stride
                unsafe block.withUnsafeMutableBytes {
                    unsafe $0.copyMemory(
                        from: UnsafeRawBufferPointer(start: values + start, count: bytes))
                }
                // It took no values, so it takes these; if it didn't, none would leave.
                do { try makeNoisy(sampler, &block) } catch {
                    for place in block.indices { block[place] = zero }
                }
                unsafe block.withUnsafeBytes {
                    unsafe UnsafeMutableRawPointer(noisy + start).copyMemory(
                        from: $0.baseAddress!, byteCount: bytes)
                }
            }
        }
    }
}

private let leastPerThread = 1 << 15
private let blockLength = 4096
