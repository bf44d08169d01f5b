// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's.

public import CPrivacyInterface

@c @implementation
public func dp_accumulator_release(
    _ accumulator: OpaquePointer?, _ confidenceLevel: Double,
    _ release: UnsafeMutablePointer<dp_release>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    let clear = { unsafe eraseSized(release) }
    return unsafe attempt(error, orElse: clear) { () throws(Failure) in
        let entries = try unsafe object(accumulator, of: Entries.self)
        let output = try unsafe sizedOutput(release, "release")
        let level = try level(confidenceLevel)
        let answer = try unsafe entries.actions.release(level, output.size)
        unsafe store(answer, at: output.place)
    }
}

@c @implementation
public func dp_statistic_quick_result(
    _ statistic: OpaquePointer?, _ number: Int32, _ entries: UnsafeRawPointer?, _ count: Int,
    _ stride: Int, _ threads: Int32, _ confidenceLevel: Double,
    _ release: UnsafeMutablePointer<dp_release>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    let clear = { unsafe eraseSized(release) }
    return unsafe attempt(error, orElse: clear) { () throws(Failure) in
        let question = try unsafe object(statistic, of: Question.self)
        let output = try unsafe sizedOutput(release, "release")
        let level = try level(confidenceLevel)
        let column = try unsafe Column(number: number, entries, count: count, stride: stride)
        let accumulated = question.makeEntries()
        try accumulated.actions.addColumn(column, threadCount(threads))
        let answer = try unsafe accumulated.actions.release(level, output.size)
        unsafe store(answer, at: output.place)
    }
}

/// A confidence level, or none.
private func level(_ confidenceLevel: Double) throws(Failure) -> Double? {
    guard confidenceLevel != 0 else { return nil }
    try check(probability: confidenceLevel, "confidence_level")
    return confidenceLevel
}

@c @implementation
public func dp_accumulator_quantiles(
    _ tree: OpaquePointer?, _ parameters: UnsafePointer<dp_quantile_parameters>?,
    _ quantiles: UnsafePointer<Double>?, _ count: Int, _ confidenceLevel: Double,
    _ values: UnsafeMutablePointer<Double>?, _ intervals: UnsafeMutablePointer<dp_interval>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    let clear = {
        unsafe erase(values, count: count)
        unsafe erase(intervals, count: count)
    }
    return unsafe attempt(error, orElse: clear) { () throws(Failure) in
        let entries = try unsafe object(tree, of: Entries.self)
        let parameters = try unsafe sized(parameters, "parameters")
        try unsafe check(quantiles, count: count, "quantiles")
        try unsafe check(values.map { unsafe UnsafePointer($0) }, count: count, "values")
        guard length(count, of: MemoryLayout<dp_interval>.size) != nil else {
            throw .tooLong("quantiles")
        }
        let wantsIntervals = unsafe intervals != nil
        if wantsIntervals { try check(probability: confidenceLevel, "confidence_level") }
        let shares = (0..<count).map { index in unsafe load(quantiles! + index) }
        let answer = try entries.quantiles(
            shares, parameters, confidenceLevel: wantsIntervals ? confidenceLevel : nil)
        for index in 0..<count {
            unsafe store(answer.values[index], at: values! + index)
            if wantsIntervals { unsafe store(answer.intervals[index], at: intervals! + index) }
        }
    }
}
