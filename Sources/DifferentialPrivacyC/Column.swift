internal import CPrivacyInterface

/// Numbers of any type in the caller's memory, some of which may be missing. Read within a call and not kept.
///
/// Whoever makes one vouches for the pointers; its methods stay within the count.
@safe struct Column {
    /// Where a bit for each number says whether it's there; `start` is the first one's place.
    @safe struct Validity {
        let bits: UnsafePointer<UInt8>
        let start: Int

        @inline(__always)
        func has(_ place: Int) -> Bool {
            let bit = start + place
            return unsafe bits[bit >> 3] >> UInt8(bit & 7) & 1 != 0
        }
    }

    /// `DP_FLOAT64` … `DP_BOOL8`, or `bits`.
    let number: Int
    let first: UnsafeRawPointer?
    let count: Int
    let stride: Int
    /// Of a column of bits the first one's place.
    var firstBit = 0
    /// Of the numbers, and of the structs they are in; nil if all are there.
    var validity: Validity?
    var outerValidity: Validity?

    /// The number type of Arrow's booleans.
    static let bits = 0

    var isReal: Bool { number == Int(DP_FLOAT64) || number == Int(DP_FLOAT32) }

    /// Whether the number at a place is there.
    @inline(__always)
    func isPresent(_ place: Int) -> Bool {
        (validity?.has(place) ?? true) && (outerValidity?.has(place) ?? true)
    }

    var isComplete: Bool { validity == nil && outerValidity == nil }

    /// How many numbers are there.
    var countPresent: Int {
        guard !isComplete else { return count }
        return (0..<count).reduce(0) { $0 + (isPresent($1) ? 1 : 0) }
    }

    /// The numbers as a buffer, if they lie in memory as the statistic needs them.
    func buffer<Number: Entry>(of type: Number.Type) -> UnsafeBufferPointer<Number>? {
        guard number == Number.number, stride == MemoryLayout<Number>.stride,
            isComplete, let first = unsafe first,
            UInt(bitPattern: first) % UInt(MemoryLayout<Number>.alignment) == 0
        else { return nil }
        return unsafe UnsafeBufferPointer(
            start: first.assumingMemoryBound(to: Number.self), count: count)
    }
}

extension Column {
    /// A caller's array.
    ///
    /// - Throws: if the type is unknown or no memory can look like that.
    init(
        number: Int32, _ entries: UnsafeRawPointer?, count: Int, stride: Int
    ) throws(Failure) {
        guard let width = Self.width(of: Int(number)) else { throw .unknown("number", number) }
        guard count >= 0, count <= mostBytes else { throw .tooLong("entries") }
        guard unsafe count == 0 || entries != nil else { throw .null("entries") }
        if count > 1 {
            guard stride.magnitude >= UInt(width) else {
                throw Failure(Int(DP_INVALID_STRIDE), "stride is shorter than an entry")
            }
            guard stride.magnitude <= UInt(mostBytes / count) else { throw .tooLong("entries") }
        }
        unsafe self.init(
            number: Int(number), first: entries, count: count, stride: count > 1 ? stride : width)
    }

    /// How many bytes a number of a type has.
    static func width(of number: Int) -> Int? {
        switch number {
        case Int(DP_FLOAT64), Int(DP_INT64), Int(DP_UINT64): 8
        case Int(DP_FLOAT32), Int(DP_INT32), Int(DP_UINT32): 4
        case Int(DP_INT16), Int(DP_UINT16): 2
        case Int(DP_INT8), Int(DP_UINT8), Int(DP_BOOL8): 1
        default: nil
        }
    }
}
