internal import CPrivacyInterface

// Arrow's C data interface, read with suspicion: https://arrow.apache.org/docs/format/CDataInterface.html

extension Column {
    /// The column of numbers in an Arrow array, or one of its children.
    ///
    /// - Parameter index: the child's; −1 for the array itself, or the only child of structs.
    static func arrow(
        _ schema: ArrowSchema, _ array: ArrowArray, index: Int64
    ) throws(Failure) -> Column {
        try unsafe check(array)
        guard unsafe format(of: schema) == "+s" else {
            guard index == -1 else { throw .arrow("only structs have columns to choose from") }
            return try unsafe leaf(schema, array, places: 0..<Int(array.length))
        }
        guard unsafe schema.n_children == array.n_children else {
            throw .arrow("schema and array have different numbers of children")
        }
        let count = unsafe array.n_children
        guard index != -1 || count == 1 else {
            throw .arrow("an array of several columns needs the index of one")
        }
        let place = index == -1 ? 0 : index
        guard place >= 0, place < count, count <= 1 << 20,
            let schemas = unsafe schema.children, let arrays = unsafe array.children,
            let childSchema = unsafe load(UnsafePointer(schemas + Int(place))),
            let childArray = unsafe load(UnsafePointer(arrays + Int(place)))
        else { throw .arrow("there is no such column") }
        let child = unsafe load(UnsafePointer(childArray))
        try unsafe check(child)
        let start = unsafe Int(array.offset)
        let end = unsafe start + Int(array.length)
        guard unsafe end <= Int(child.length) else { throw .arrow("a column is too short") }
        guard unsafe array.n_buffers == 1 else { throw .arrow("structs have one buffer") }
        var column = try unsafe leaf(
            load(UnsafePointer(childSchema)), child, places: start..<end)
        column.outerValidity = try unsafe validity(of: array, start: start)
        return column
    }

    /// The numbers at some places of an array, counted from its offset.
    private static func leaf(
        _ schema: ArrowSchema, _ array: ArrowArray, places: Range<Int>
    ) throws(Failure) -> Column {
        guard unsafe schema.dictionary == nil, unsafe array.dictionary == nil else {
            throw .arrowType("dictionaries aren't numbers: decode them first")
        }
        let format = unsafe format(of: schema)
        guard format != "n" else {
            return unsafe Column(number: bits, first: nil, count: 0, stride: 1)
        }
        guard let number = numbers[format] else {
            throw .arrowType("entries are bool, integers, float32 or float64")
        }
        guard unsafe array.n_buffers == 2, unsafe array.n_children == 0,
            let buffers = unsafe array.buffers
        else { throw .arrow("numbers have two buffers and no children") }
        let values = unsafe load(UnsafePointer(buffers + 1))
        guard unsafe values != nil || places.isEmpty else { throw .arrow("there are no values") }
        let start = unsafe Int(array.offset) + places.lowerBound
        let width = Self.width(of: number) ?? 0
        var column = unsafe Column(
            number: number, first: values.map { unsafe $0 + start * width }, count: places.count,
            stride: width, firstBit: start)
        column.validity = try unsafe validity(of: array, start: start)
        return column
    }

    private static func check(_ array: ArrowArray) throws(Failure) {
        let (length, offset, nulls) = unsafe (array.length, array.offset, array.null_count)
        guard length >= 0, offset >= 0, length <= mostBytes, offset <= mostBytes, nulls >= -1,
            nulls <= length
        else { throw .arrow("length, offset or null_count makes no sense") }
    }

    private static func validity(
        of array: ArrowArray, start: Int
    ) throws(Failure) -> Validity? {
        guard unsafe array.null_count != 0, unsafe array.length > 0 else { return nil }
        guard let buffers = unsafe array.buffers else { throw .arrow("there are no buffers") }
        guard let bits = unsafe load(UnsafePointer(buffers)) else {
            guard unsafe array.null_count == -1 else {
                throw .arrow("the bits of nulls are missing")
            }
            return nil
        }
        return unsafe Validity(bits: bits.assumingMemoryBound(to: UInt8.self), start: start)
    }

    /// The format string, as far as it matters.
    private static func format(of schema: ArrowSchema) -> String {
        guard let format = unsafe schema.format else { return "" }
        var text = ""
        for index in 0..<3 {
            let byte = unsafe UInt8(bitPattern: format[index])
            guard byte != 0 else { break }
            text.unicodeScalars.append(Unicode.Scalar(byte))
        }
        return text
    }

    private static let numbers: [String: Int] = [
        "b": bits, "c": Int(DP_INT8), "C": Int(DP_UINT8), "s": Int(DP_INT16),
        "S": Int(DP_UINT16), "i": Int(DP_INT32), "I": Int(DP_UINT32), "l": Int(DP_INT64),
        "L": Int(DP_UINT64), "f": Int(DP_FLOAT32), "g": Int(DP_FLOAT64),
    ]
}

extension Failure {
    static func arrow(_ message: StaticString) -> Failure {
        Failure(Int(DP_INVALID_ARROW), "\(message)")
    }

    static func arrowType(_ message: StaticString) -> Failure {
        Failure(Int(DP_UNSUPPORTED_ARROW_TYPE), "\(message)")
    }
}
