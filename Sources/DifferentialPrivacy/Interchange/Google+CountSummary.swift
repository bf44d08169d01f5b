extension Google {
    /// How many entries. C++: the count.
    struct CountSummary: WireMessage {
        var count: Int64?
        var parameters = Parameters()

        mutating func take(_ field: WireField) {
            if field.number == 1 { field.read(into: &count) }
            parameters.take(field, first: 3, bounds: false)
        }

        func write(to writer: inout WireWriter) {
            writer.write(1, count)
            parameters.write(to: &writer, first: 3, bounds: false)
        }
    }
}
