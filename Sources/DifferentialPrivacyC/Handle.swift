internal import CPrivacyInterface

/// An object that C holds by a pointer.
protocol Handled: AnyObject {
    /// Tells the objects of this type from others, and from memory that was freed.
    static var mark: UInt64 { get }
    static var name: StaticString { get }
}

/// What the pointer points at.
@unsafe private struct Handle<Object: Handled> {
    var mark: UInt64
    let object: Unmanaged<Object>
}

/// A pointer for C, which keeps the object alive until ``freeHandle(_:of:)``.
func makeHandle<Object: Handled>(for object: Object) -> OpaquePointer {
    let handle = UnsafeMutablePointer<Handle<Object>>.allocate(capacity: 1)
    unsafe handle.initialize(
        to: Handle(mark: Object.mark, object: Unmanaged.passRetained(object)))
    return OpaquePointer(handle)
}

/// The object behind a pointer. Memory that was freed and used anew doesn't have its mark.
func object<Object: Handled>(
    _ pointer: OpaquePointer?, of type: Object.Type = Object.self
) throws(Failure) -> Object {
    guard let pointer = unsafe pointer else { throw .null(Object.name) }
    guard let handle = unsafe handle(pointer, of: type) else {
        throw Failure(Int(DP_INVALID_HANDLE), "that is no \(Object.name), or it was freed")
    }
    return unsafe handle.pointee.object.takeUnretainedValue()
}

/// Ends a pointer's life. One that isn't such an object is left alone.
func freeHandle<Object: Handled>(_ pointer: OpaquePointer?, of type: Object.Type) {
    guard let pointer = unsafe pointer, let handle = unsafe handle(pointer, of: type) else {
        return
    }
    unsafe handle.pointee.mark = 0
    unsafe handle.pointee.object.release()
    unsafe handle.deallocate()
}

private func handle<Object: Handled>(
    _ pointer: OpaquePointer, of type: Object.Type
) -> UnsafeMutablePointer<Handle<Object>>? {
    guard UInt(bitPattern: pointer) % UInt(unsafe MemoryLayout<Handle<Object>>.alignment) == 0
    else {
        return nil
    }
    let handle = unsafe UnsafeMutablePointer<Handle<Object>>(pointer)
    return unsafe handle.pointee.mark == Object.mark ? handle : nil
}
