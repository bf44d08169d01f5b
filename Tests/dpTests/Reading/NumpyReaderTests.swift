import Testing

@testable import dp

/// A `.npy` file of the given parts.
func numpyFile(
    descr: String = "'<f8'", fortran: String = "False", shape: String = "(3,)",
    version: UInt8 = 1, data: [UInt8]
) -> [UInt8] {
    var header = Array("{'descr': \(descr), 'fortran_order': \(fortran), 'shape': \(shape), }".utf8)
    let prefix = version == 1 ? 10 : 12
    header += Array(repeating: .space, count: 63 - (prefix + header.count) % 64) + [.lineFeed]
    let count = header.count
    let length = [UInt8(count & 255), UInt8(count >> 8)] + (version == 1 ? [] : [0, 0])
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + header + data
}

/// The little-endian bytes of numbers.
func littleEndian<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
    numbers.flatMap { number in withUnsafeBytes(of: number.littleEndian) { Array($0) } }
}

@Suite struct NumpyReaderTests {
    private func values(_ bytes: [UInt8], chunk: Int = InputWindow.chunk) throws -> [Double] {
        let file = try TemporaryFile(bytes)
        var reader = try NumpyReader(InputWindow(InputFile(path: file.path), chunk: chunk))
        var values: [Double] = []
        try reader.readValues { batch in
            for index in batch.indices { values.append(batch[index]) }
        }
        return values
    }

    private func problem(_ bytes: [UInt8]) throws -> NumpyProblem? {
        do {
            _ = try values(bytes)
            return nil
        } catch let error as InputError {
            guard case .numpy(let problem) = error.problem else { return nil }
            return problem
        }
    }

    private static let doubles = littleEndian([1.5, -2, 1e300].map(\.bitPattern))

    @Test(arguments: [UInt8(1), 2, 3])
    func `doubles are read from every version of the format`(version: UInt8) throws {
        #expect(try values(numpyFile(version: version, data: Self.doubles)) == [1.5, -2, 1e300])
    }

    @Test(arguments: [
        ("'<f4'", littleEndian([Float(1), -2, 0.5].map(\.bitPattern)), [1, -2, 0.5]),
        ("'|i1'", littleEndian([Int8.min, 0, 127]), [-128, 0, 127]),
        ("'|u1'", littleEndian([UInt8(0), 1, 255]), [0, 1, 255]),
        ("'<i2'", littleEndian([Int16.min, 0, 9]), [-32768, 0, 9]),
        ("'<u2'", littleEndian([UInt16.max, 0, 9]), [65535, 0, 9]),
        ("'<i4'", littleEndian([Int32.min, 0, 9]), [-2_147_483_648, 0, 9]),
        ("'<u4'", littleEndian([UInt32.max, 0, 9]), [4_294_967_295, 0, 9]),
        ("'<i8'", littleEndian([Int64.min, 0, 9]), [-0x1p63, 0, 9]),
        ("'<u8'", littleEndian([UInt64.max, 0, 9]), [0x1p64, 0, 9]),
    ])
    func `every type of number is read, from either end`(
        descr: String, data: [UInt8], expected: [Double]
    ) throws {
        #expect(try values(numpyFile(descr: descr, data: data)) == expected)
        let size = data.count / 3
        let swapped = (0..<3).flatMap { data[$0 * size..<($0 + 1) * size].reversed() }
        let bigEndian = descr.replacing("<", with: ">")
        #expect(try values(numpyFile(descr: bigEndian, data: swapped)) == expected)
    }

    @Test func `an empty array has no values`() throws {
        #expect(try values(numpyFile(shape: "(0,)", data: [])) == [])
    }

    @Test func `the result does not depend on where chunks end`() throws {
        let numbers = (0..<10_000).map(Double.init)
        let file = numpyFile(shape: "(10000,)", data: littleEndian(numbers.map(\.bitPattern)))
        for chunk in [128, 131, 1000, 40_000] {
            #expect(try values(file, chunk: chunk) == numbers)
        }
    }

    @Test(arguments: [
        ("'|O'", "False", "(3,)", NumpyProblem.objects),
        ("[('a', '<f8'), ('b', '<i4')]", "False", "(3,)", .structured),
        ("'<c16'", "False", "(3,)", .unsupportedType("<c16")),
        ("'<f2'", "False", "(3,)", .unsupportedType("<f2")),
        ("'|b1'", "False", "(3,)", .unsupportedType("|b1")),
        ("'<U5'", "False", "(3,)", .unsupportedType("<U5")),
        ("'|f8'", "False", "(3,)", .unsupportedType("|f8")),
        ("'<f8'", "False", "(3, 1)", .notOneDimensional(2)),
        ("'<f8'", "True", "(3, 1)", .notOneDimensional(2)),
        ("'<f8'", "False", "()", .notOneDimensional(0)),
        ("'<f8'", "True", "(3,)", .fortranOrder),
        ("'<f8'", "False", "(3)", .badHeader),
        ("'<f8'", "False", "(-3,)", .badHeader),
        ("'<f8'", "False", "(99999999999999999999,)", .badHeader),
        ("'<f8'", "False", "(9223372036854775807,)", .badHeader),
        ("'<f8'", "None", "(3,)", .badHeader),
        ("f8", "False", "(3,)", .badHeader),
        ("__import__('os')", "False", "(3,)", .badHeader),
    ])
    func `anything but a 1-D array of numbers is refused`(
        descr: String, fortran: String, shape: String, expected: NumpyProblem
    ) throws {
        let file = numpyFile(descr: descr, fortran: fortran, shape: shape, data: Self.doubles)
        #expect(try problem(file) == expected)
    }

    @Test func `a file that is cut off or too long is refused`() throws {
        let file = numpyFile(data: Self.doubles)
        #expect(try problem(Array(file.dropLast())) == .truncated)
        #expect(try problem(Array(file.prefix(40))) == .truncated)
        #expect(try problem(Array(file.prefix(9))) == .truncated)
        #expect(try problem(file + [0]) == .tooLong)
        #expect(try problem(numpyFile(version: 4, data: Self.doubles)) == .unknownVersion)
    }

    @Test func `no prefix of a header makes the reader fail in another way`() throws {
        let file = numpyFile(data: Self.doubles)
        for length in 6..<file.count {
            #expect(try problem(Array(file.prefix(length))) != nil)
        }
    }
}
