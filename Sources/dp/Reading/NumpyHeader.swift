/// What a `.npy` file says of its array: the Python dictionary in its header.
struct NumpyHeader: Hashable {
    var type: NumpyType

    /// How many elements the array has.
    var count: Int

    /// Reads a dictionary such as `{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }`. Nothing
    /// in it is evaluated.
    ///
    /// - Throws: `NumpyProblem` if it says anything else than a 1-D array of numbers.
    init(dictionary: [UInt8]) throws(NumpyProblem) {
        guard let text = String(validating: dictionary, as: UTF8.self) else { throw .badHeader }
        var literal = PythonLiteral(text)
        guard case .dictionary(let entries)? = literal.parse(), entries.count == 3,
            let description = entries["descr"],
            case .boolean(let isFortran)? = entries["fortran_order"],
            case .tuple(let shape)? = entries["shape"]
        else { throw .badHeader }
        if case .list = description { throw .structured }
        guard case .string(let type) = description else { throw .badHeader }
        self.type = try NumpyType(type)
        guard shape.count == 1 else { throw .notOneDimensional(shape.count) }
        if isFortran { throw .fortranOrder }
        guard case .integer(let count) = shape[0],
            !count.multipliedReportingOverflow(by: self.type.size).overflow
        else { throw .badHeader }
        self.count = count
    }
}
