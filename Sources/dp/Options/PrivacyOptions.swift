import ArgumentParser

/// What an answer may cost, and whom it protects.
struct PrivacyOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What the answer costs: smaller is more private and noisier.", valueName: "number"),
        transform: costArgument)
    var epsilon: Double

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The most rows that a person has in this file. The noise then hides a person rather "
                + "than a row. Not checked: with more rows, a person is protected less.",
            valueName: "n"))
    var maxContributionsPerPartition = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "If this is one of several files or groups that are asked the same: the most of them "
                + "that a person is in. Not checked either.",
            valueName: "n"))
    var maxPartitionsContributed = 1

    /// Whose presence the noise hides.
    var protects: String {
        if maxContributionsPerPartition == 1, maxPartitionsContributed == 1 { return "one row" }
        let rows = maxContributionsPerPartition
        let person = "a person with at most \(rows) \(rows == 1 ? "row" : "rows")"
        return maxPartitionsContributed == 1
            ? person : "\(person) in each of at most \(maxPartitionsContributed) partitions"
    }
}
