// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's.

public import CPrivacyInterface
internal import DifferentialPrivacy
internal import PrivacyAccounting

@c @implementation
public func dp_accountant_new(
    _ kind: Int32, _ adjacency: Int32, _ accountant: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(accountant)
    return unsafe attempt(error) { () throws(Failure) in
        let place = try unsafe present(accountant, "accountant")
        let made = try Accountant(kind: kind, adjacency: adjacency)
        unsafe store(makeHandle(for: made), at: place)
    }
}

@c @implementation
public func dp_accountant_free(_ accountant: OpaquePointer?) {
    unsafe freeHandle(accountant, of: Accountant.self)
}

@c @implementation
public func dp_accountant_copy(
    _ accountant: OpaquePointer?, _ copy: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe erase(copy)
    return unsafe attempt(error) { () throws(Failure) in
        let accountant = try unsafe object(accountant, of: Accountant.self)
        let place = try unsafe present(copy, "copy")
        unsafe store(makeHandle(for: Accountant(accountant.composed)), at: place)
    }
}

@c @implementation
public func dp_accountant_compose(
    _ accountant: OpaquePointer?, _ event: OpaquePointer?, _ count: Int64,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe attempt(error) { () throws(Failure) in
        let accountant = try unsafe object(accountant, of: Accountant.self)
        let event = try unsafe object(event, of: Event.self).event
        try accountant.compose(event, count: Int(count))
    }
}

@c @implementation
public func dp_accountant_epsilon(
    _ accountant: OpaquePointer?, _ delta: Double, _ epsilon: UnsafeMutablePointer<dp_bracket>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe ask(accountant, epsilon, "epsilon", error) { accountant throws(AccountingError) in
        try accountant.epsilon(delta: delta)
    }
}

@c @implementation
public func dp_accountant_delta(
    _ accountant: OpaquePointer?, _ epsilon: Double, _ delta: UnsafeMutablePointer<dp_bracket>?,
    _ error: UnsafeMutablePointer<dp_error>?
) -> dp_status {
    unsafe ask(accountant, delta, "delta", error) { accountant throws(AccountingError) in
        try accountant.delta(epsilon: epsilon)
    }
}

private func ask(
    _ accountant: OpaquePointer?, _ answer: UnsafeMutablePointer<dp_bracket>?,
    _ name: StaticString, _ error: UnsafeMutablePointer<dp_error>?,
    _ question: (any PrivacyAccountant) throws(AccountingError) -> PrivacyBracket
) -> dp_status {
    unsafe erase(answer)
    return unsafe attempt(error) { () throws(Failure) in
        let accountant = try unsafe object(accountant, of: Accountant.self).composed
        let place = try unsafe present(answer, name)
        let bracket = try accounted { () throws(AccountingError) in try question(accountant) }
        unsafe store(dp_bracket(lower: bracket.lower, upper: bracket.upper), at: place)
    }
}
