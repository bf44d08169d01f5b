#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Each answer is sent at once: the other side waits for it.
func flushOutput() {
    fflush(nil)
}
