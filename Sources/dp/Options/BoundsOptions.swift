import ArgumentParser

/// The range that values are limited to.
struct BoundsOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The lowest value that counts in full; lower ones count as this. Choose the bounds "
                + "from what is known beforehand, never from the data.",
            valueName: "number"),
        transform: decimalArgument)
    var lower: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The highest value that counts in full; higher ones count as this.",
            valueName: "number"),
        transform: decimalArgument)
    var upper: Double?

    /// Both bounds.
    var range: (lower: Double, upper: Double) { (lower!, upper!) }

    func validate() throws {
        if lower != nil, upper != nil { return }
        throw ValidationError(
            "Give both --lower and --upper: without them one value could change the answer by any "
                + "amount, and no noise would hide it.")
    }
}
