/// What can be wrong with a `.npy` file.
enum NumpyProblem: Error, Hashable {
    /// The version isn't 1.0, 2.0 or 3.0.
    case unknownVersion

    /// The header isn't the one that NumPy writes.
    case badHeader

    /// The elements are Python objects.
    case objects

    /// The elements have fields.
    case structured

    /// The elements are of a type that isn't read.
    case unsupportedType(String)

    /// The array has not one dimension.
    case notOneDimensional(Int)

    /// The array is in Fortran order.
    case fortranOrder

    /// The file ends before the array does.
    case truncated

    /// The file goes on after the array.
    case tooLong
}

extension NumpyProblem: CustomStringConvertible {
    var description: String {
        switch self {
        case .unknownVersion: "this version of the .npy format isn't known; 1.0 to 3.0 are"
        case .badHeader: "the .npy header can't be read"
        case .objects: "holds pickled Python objects, which are never loaded; save plain numbers"
        case .structured: "is a structured array; save the one field as a 1-D array"
        case .unsupportedType(let type):
            "elements of type \(quoted(type)) aren't read; save float64, float32 or integers"
        case .notOneDimensional(let dimensions):
            "is a \(dimensions)-D array; save the one column as a 1-D array"
        case .fortranOrder: "is in Fortran order; save a 1-D array in C order"
        case .truncated: "ends before the array that its header describes"
        case .tooLong: "goes on after the array that its header describes"
        }
    }
}
