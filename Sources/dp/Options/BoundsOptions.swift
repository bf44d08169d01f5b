import ArgumentParser

/// The range that values are limited to.
struct BoundsOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The lowest value that counts in full; lower ones count as this. Choose the bounds "
                + "from what is known beforehand, never from the data; without any, part of epsilon "
                + "pays for learning them.",
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

    /// Both bounds, or nil if neither is given.
    var declared: (lower: Double, upper: Double)? {
        lower.flatMap { lower in upper.map { (lower, $0) } }
    }

    func validate() throws {
        if (lower == nil) == (upper == nil) { return }
        throw ValidationError(
            "Give both --lower and --upper, or neither: then half of epsilon pays for learning them."
        )
    }
}
