internal import CPrivacyKernels

extension Kernels {
    /// A thread has at least this many entries to add, some tenths of a millisecond, so that starting it pays.
    static let leastEntriesPerThread = 1 << 18
    static let mostThreads = Int(DPK_MOST_PARTS)

    /// What one call would find, found by several threads: totals are exact integers, so their bits are the same.
    ///
    /// The buffer is cut into equal parts, as many as `threads` and the number of entries allow; no entry has a say.
    static func totals<Entry: EntryNumber>(
        of entries: UnsafeBufferPointer<Entry>, on grid: _EntryGrid, squares: Bool, threads: Int
    ) -> _ExactTotals {
        let parts = parts(of: entries.count, threads: threads)
        // Temporary memory: each thread initialises an element of its own, and all are done before they are read.
        return unsafe withUnsafeTemporaryAllocation(of: _ExactTotals.self, capacity: parts) {
            totals in
            unsafe inParallel(entries, parts: parts) { part, mine in
                let found = unsafe Entry._totals(of: mine, on: grid, squares: squares)
                unsafe totals.initializeElement(at: part, to: found)
            }
            // Nothing wraps: past the accumulator's capacity the process stops, here or where this is added.
            return unsafe totals.reduce(into: _ExactTotals()) { sum, part in
                sum.add(part, capacity: .max)
            }
        }
    }

    /// How many parts so many entries are cut into.
    static func parts(of entries: Int, threads: Int) -> Int {
        max(1, min(threads, DPK_MOST_PARTS, entries / leastEntriesPerThread))
    }

    /// Calls `body` for each of so many equal parts of a buffer at the same time and returns when all are done.
    static func inParallel<Entry>(
        _ entries: UnsafeBufferPointer<Entry>, parts: Int,
        _ body: (Int, UnsafeBufferPointer<Entry>) -> Void
    ) {
        let entriesPerPart = entries.count / parts
        inParallel(parts) { part in
            let start = part * entriesPerPart
            let end = part + 1 < parts ? start + entriesPerPart : entries.count
            unsafe body(part, UnsafeBufferPointer(rebasing: entries[start..<end]))
        }
    }

    /// Calls `body` for each part at the same time and returns when all are done.
    static func inParallel(_ parts: Int, _ body: (Int) -> Void) {
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
}
