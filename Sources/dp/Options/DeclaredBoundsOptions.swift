import ArgumentParser

/// The range that values are limited to, where it must be given, and the places in it.
struct DeclaredBoundsOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The lowest possible answer; lower values count as this. Choose the bounds from what is "
                + "known beforehand, never from the data.",
            valueName: "number"),
        transform: decimalArgument)
    var lower: Double

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The highest possible answer; higher values count as this.", valueName: "number"),
        transform: decimalArgument)
    var upper: Double

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The values are multiples of this, as far as is publicly known: 1 for whole numbers. Makes "
                + "the answer better.",
            valueName: "number"),
        transform: decimalArgument)
    var resolution: Double?
}
