import Foundation
import Synchronization

/// Held while a process is started, and where one that is started must not inherit what is open.
let spawning = Mutex(())

/// A pipe whose ends no process inherits by accident.
final class ProcessPipe {
    private(set) var readEnd: Int32
    private(set) var writeEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        spawning.withLock { _ in
            precondition(pipe(&ends) == 0)
            for end in ends { precondition(fcntl(end, F_SETFD, FD_CLOEXEC) == 0) }
        }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        closeReadEnd()
        closeWriteEnd()
    }

    func closeReadEnd() {
        if readEnd >= 0 { close(readEnd) }
        readEnd = -1
    }

    func closeWriteEnd() {
        if writeEnd >= 0 { close(writeEnd) }
        writeEnd = -1
    }

    /// Writes all bytes; false if nobody reads.
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(writeEnd, $0.baseAddress!, $0.count)
            }
            if count < 0, errno != EINTR { return false }
            rest = rest.dropFirst(max(count, 0))
        }
        return true
    }
}
