import ArgumentParser

/// How an answer is given.
struct AnswerOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How sure the interval is to hold the answer without noise, between 0 and 1. Costs "
                + "nothing.",
            valueName: "number"),
        transform: decimalArgument)
    var confidenceLevel = 0.95

    @Option(help: "How the answer is written.")
    var format = AnswerFormat.text

    @Flag(
        help: """
            For public data: show the true value beside the private one, to see what the noise \
            does. The true value isn't private.
            """)
    var compare = false

    func validate() throws {
        guard confidenceLevel > 0, confidenceLevel < 1 else {
            throw ValidationError("--confidence-level must be above 0 and below 1.")
        }
    }
}

/// The forms of an answer.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case csv
}
