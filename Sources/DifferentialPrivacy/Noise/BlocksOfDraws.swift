/// Goes through `values` in blocks, each with as many draws: `fill` makes them, then `add` adds them to the values.
///
/// The memory for draws is wiped at the end. Loops over a block's entries belong in functions of their own.
@inline(__always)
func inBlocksOfDraws<Value>(
    _ values: inout [Value],
    fill: (_ draws: UnsafeMutablePointer<Int64>, UnsafePointer<Value>, _ count: Int) -> Void,
    add: (_ draws: UnsafePointer<Int64>, UnsafeMutablePointer<Value>, _ count: Int) -> Void
) {
    let length = blockLength(values.count)
    // Indices stay below both buffers' counts.
    unsafe values.withUnsafeMutableBufferPointer { values in
        guard let first = values.baseAddress, length > 0 else { return }
        unsafe withWipedMemory(of: Int64.self, capacity: length) { draws in
            for start in stride(from: 0, to: values.count, by: length) {
                let count = min(length, values.count - start)
                unsafe fill(draws, first + start, count)
                unsafe add(draws, first + start, count)
            }
        }
    }
}

/// How many of `count` values make a block.
@inline(__always)
func blockLength(_ count: Int) -> Int { min(count, 2048) }
