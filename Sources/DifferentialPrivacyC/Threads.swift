internal import CPrivacyInterface
internal import CPrivacyKernels

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// How many threads a caller means: 0 is one for each processor.
func threadCount(_ threads: Int32) throws(Failure) -> Int {
    guard threads >= 0 else { throw .tooLong("a number of threads") }
    guard threads == 0 else { return min(Int(threads), Int(DPK_MOST_PARTS)) }
    return min(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), Int(DPK_MOST_PARTS))
}

/// Calls `body` once for each part, side by side.
func inParallel(_ parts: Int, _ body: (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
        var body = body
        // The closure lies on this thread's stack, and this thread waits.
        unsafe withUnsafeMutablePointer(to: &body) { pointer in
            unsafe dpk_parallel(
                parts,
                { context, part in
                    let body = unsafe context!.assumingMemoryBound(to: ((Int) -> Void).self)
                    unsafe body.pointee(part)
                }, pointer)
        }
    }
}
