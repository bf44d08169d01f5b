extension Google {
    /// The parameters that some messages have room for. The C++ library leaves them empty.
    ///
    /// They stand in one order everywhere, from a field number of the message's on; counts have no bounds.
    struct Parameters: Hashable {
        var epsilon: Double?
        var delta: Double?
        var mechanism: Mechanism?
        var lower: Double?
        var upper: Double?
        var maxPartitionsContributed: Int32?
        var maxContributionsPerPartition: Int32?

        /// - Parameters:
        ///   - first: the field number of ε.
        ///   - bounds: whether the message has any.
        mutating func take(_ field: WireField, first: UInt32, bounds: Bool = true) {
            guard field.number >= first else { return }
            let place = field.number - first
            switch bounds || place < 3 ? place : place + 2 {
            case 0: field.read(into: &epsilon)
            case 1: field.read(into: &delta)
            case 2:
                var code: Int32?
                field.read(into: &code)
                // A mechanism that isn't known is an unknown field.
                mechanism = code.flatMap(Mechanism.init) ?? mechanism
            case 3: field.read(into: &lower)
            case 4: field.read(into: &upper)
            case 5: field.read(into: &maxPartitionsContributed)
            case 6: field.read(into: &maxContributionsPerPartition)
            default: break
            }
        }

        func write(to writer: inout WireWriter, first: UInt32, bounds: Bool = true) {
            let limits = bounds ? first + 5 : first + 3
            writer.write(first, epsilon)
            writer.write(first + 1, delta)
            writer.write(first + 2, mechanism?.rawValue)
            if bounds {
                writer.write(first + 3, lower)
                writer.write(first + 4, upper)
            }
            writer.write(limits, maxPartitionsContributed)
            writer.write(limits + 1, maxContributionsPerPartition)
        }
    }
}
