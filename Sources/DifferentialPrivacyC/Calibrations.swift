// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's.

public import CPrivacyInterface
internal import DifferentialPrivacy
internal import PrivacyAccounting

@c @implementation
public func dp_accountant_calibrate(
    _ accountant: OpaquePointer?, _ sought: Int32, _ start: UnsafePointer<CChar>?, _ length: Int,
    _ count: Int64, _ epsilon: Double, _ delta: Double, _ number: UnsafeMutablePointer<Double>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(number)
    return unsafe attempt(error) { () throws(Failure) in
        let accountant = try unsafe object(accountant, of: Accountant.self).composed
        guard Int(DP_LEAST)...Int(DP_MOST) ~= Int(sought) else { throw .unknown("sought", sought) }
        let template = try EventTemplate(unsafe text(start, length: length, "text"))
        let place = try unsafe present(number, "number")
        let found = try accounted { () throws(AccountingError) in
            try PrivacyTarget(epsilon: epsilon, delta: delta).number(
                of: template, count: Int(count), isLeast: sought == Int32(DP_LEAST),
                under: accountant)
        }
        guard let found else { throw .nothingKeepsTarget }
        unsafe store(found, at: place)
    }
}

@c @implementation
public func dp_accountant_most_releases(
    _ accountant: OpaquePointer?, _ event: OpaquePointer?, _ epsilon: Double, _ delta: Double,
    _ count: UnsafeMutablePointer<Int64>?, _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(count)
    return unsafe attempt(error) { () throws(Failure) in
        let accountant = try unsafe object(accountant, of: Accountant.self).composed
        let event = try unsafe object(event, of: Event.self).event
        let place = try unsafe present(count, "count")
        let most = try accounted { () throws(AccountingError) in
            try PrivacyTarget(epsilon: epsilon, delta: delta)
                .mostReleases(of: event, under: accountant)
        }
        unsafe store(Int64(most), at: place)
    }
}

extension PrivacyTarget {
    /// The least, or the most, that a template's number may be; each number means its shortest decimal.
    fileprivate func number<Counting: PrivacyAccountant>(
        of template: EventTemplate, count: Int, isLeast: Bool, under accountant: Counting
    ) throws(AccountingError) -> Double? {
        /// What costs more the larger it is, is sought as one over a noise.
        func number(_ noise: Double) -> Double { isLeast ? noise : 1 / noise }
        let noise = try leastNoise(
            under: accountant, in: (template.isRate ? 1 : 0x1p-30)...0x1p60
        ) { noise throws(AccountingError) in
            [(try template.event(Rational(decimal: number(noise.approximation))), count)]
        }
        return noise.map(number)
    }
}
