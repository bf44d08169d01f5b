import ArgumentParser

/// The range that values are limited to, where it must be given.
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
}
