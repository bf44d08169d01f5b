import Foundation

/// A terminal whose other end the test holds.
final class Terminal: Sendable {
    /// The end that a process is given.
    let end: Int32

    private let keyboardAndScreen: Int32

    init() throws {
        keyboardAndScreen = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        // Linux's TIOCSPTLCK and TIOCGPTN, which Swift doesn't import: unlock the end, ask its number.
        var lock: Int32 = 0
        var number: Int32 = 0
        guard keyboardAndScreen >= 0, ioctl(keyboardAndScreen, 0x4004_5431, &lock) == 0,
            ioctl(keyboardAndScreen, 0x8004_5430, &number) == 0
        else { throw POSIXError(.ENXIO) }
        end = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard end >= 0 else { throw POSIXError(.ENXIO) }
    }

    deinit {
        close(end)
        close(keyboardAndScreen)
    }

    /// What was written to the terminal since the last call; waits for something to come, but not long.
    func newText(within milliseconds: Int32 = 2000) -> String {
        var arrival = pollfd(fd: keyboardAndScreen, events: Int16(POLLIN), revents: 0)
        poll(&arrival, 1, milliseconds)
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(keyboardAndScreen, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }
}
