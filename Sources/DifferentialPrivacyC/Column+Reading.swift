internal import CPrivacyInterface

extension Column {
    /// Calls `body` with all numbers that are there, converted, some thousands at a time.
    @inline(__always)
    func forEachBlock<Number: Entry>(
        of type: Number.Type, _ body: (UnsafeBufferPointer<Number>) -> Void
    ) {
        let length = min(count, 8192)
        // Temporary memory: the first `filled` numbers of the block are written before they are read.
        unsafe withUnsafeTemporaryAllocation(of: Number.self, capacity: length) { block in
            guard let first = block.baseAddress, length > 0 else { return }
            for start in Swift.stride(from: 0, to: count, by: length) {
                let filled = unsafe read(start..<min(start + length, count), into: first)
                unsafe body(UnsafeBufferPointer(start: first, count: filled))
            }
        }
    }

    /// Converts the numbers of a range of places and leaves out those that aren't there.
    ///
    /// - Parameter block: has room for all of them.
    /// - Returns: how many were written.
    @specialized(where Number == Double)
    @specialized(where Number == Int64)
    func read<Number: Entry>(
        _ places: Range<Int>, into block: UnsafeMutablePointer<Number>
    ) -> Int {
        switch number {
        case Int(DP_FLOAT64):
            unsafe read(places, into: block) { (x: Double) in Number(converting: x) }
        case Int(DP_FLOAT32):
            unsafe read(places, into: block) { (x: Float) in Number(converting: Double(x)) }
        case Int(DP_INT64): unsafe read(places, into: block) { (x: Int64) in Number(converting: x) }
        case Int(DP_INT32): unsafe readIntegers(Int32.self, places, into: block)
        case Int(DP_INT16): unsafe readIntegers(Int16.self, places, into: block)
        case Int(DP_INT8): unsafe readIntegers(Int8.self, places, into: block)
        case Int(DP_UINT64):
            unsafe read(places, into: block) { (x: UInt64) in Number(converting: x) }
        case Int(DP_UINT32): unsafe readIntegers(UInt32.self, places, into: block)
        case Int(DP_UINT16): unsafe readIntegers(UInt16.self, places, into: block)
        case Int(DP_UINT8): unsafe readIntegers(UInt8.self, places, into: block)
        case Int(DP_BOOL8):
            unsafe read(places, into: block) { (x: UInt8) in
                Number(converting: Int64(x == 0 ? 0 : 1))
            }
        default: unsafe readBits(places, into: block)
        }
    }

    private func readIntegers<Source: FixedWidthInteger & BitwiseCopyable, Number: Entry>(
        _ source: Source.Type, _ places: Range<Int>, into block: UnsafeMutablePointer<Number>
    ) -> Int {
        unsafe read(places, into: block) { (x: Source) in
            Number(converting: Int64(clamping: x))
        }
    }

    @inline(__always)
    private func read<Source: BitwiseCopyable, Number: Entry>(
        _ places: Range<Int>, into block: UnsafeMutablePointer<Number>,
        _ convert: (Source) -> Number
    ) -> Int {
        guard let first = unsafe first else { return 0 }
        var written = 0
        let hasAll = isComplete
        for place in places {
            let value = unsafe first.loadUnaligned(
                fromByteOffset: place * stride, as: Source.self)
            unsafe block[written] = convert(value)
            written += hasAll || isPresent(place) ? 1 : 0
        }
        return written
    }

    private func readBits<Number: Entry>(
        _ places: Range<Int>, into block: UnsafeMutablePointer<Number>
    ) -> Int {
        guard let bytes = unsafe first?.assumingMemoryBound(to: UInt8.self) else { return 0 }
        var written = 0
        for place in places where isPresent(place) {
            let bit = firstBit + place
            let value = unsafe Int64(bytes[bit >> 3] >> UInt8(bit & 7) & 1)
            unsafe block[written] = Number(converting: value)
            written += 1
        }
        return written
    }
}
