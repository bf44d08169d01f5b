extension Google {
    /// A quantile tree: how many entries each node has that has any, by its number. C++: those, bounds, height and branching
    /// factor.
    ///
    /// Nodes are written by rising number; the C++ library writes them in any order.
    struct BoundedQuantilesSummary: WireMessage {
        var counts: [Int32: Int64] = [:]
        var parameters = Parameters()
        var height: Int32?
        var branchingFactor: Int32?

        mutating func take(_ field: WireField) throws(SummaryError) {
            switch field.number {
            case 1:
                var node: Node?
                try field.read(into: &node)
                if let node { counts[node.number ?? 0] = node.count ?? 0 }
            case 9: field.read(into: &height)
            case 10: field.read(into: &branchingFactor)
            default: parameters.take(field, first: 2)
            }
        }

        func write(to writer: inout WireWriter) {
            for (number, count) in counts.sorted(by: { $0.key < $1.key }) {
                writer.write(1, Node(number: number, count: count))
            }
            parameters.write(to: &writer, first: 2)
            writer.write(9, height)
            writer.write(10, branchingFactor)
        }
    }

    /// An entry of the map.
    private struct Node: WireMessage {
        var number: Int32?
        var count: Int64?

        mutating func take(_ field: WireField) {
            switch field.number {
            case 1: field.read(into: &number)
            case 2: field.read(into: &count)
            default: break
            }
        }

        func write(to writer: inout WireWriter) {
            writer.write(1, number)
            writer.write(2, count)
        }
    }
}
