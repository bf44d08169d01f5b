import ArgumentParser
import DifferentialPrivacy

/// The options of a place in the order of a column's numbers, and what they do.
struct OrderQuestion: ParsableArguments {
    @OptionGroup(title: "Bounds")
    var bounds: DeclaredBoundsOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The values are multiples of this, as far as is publicly known: 1 for whole numbers. Makes "
                + "the answer better.",
            valueName: "number"),
        transform: decimalArgument)
    var resolution: Double?

    @OptionGroup(title: "Privacy")
    var privacy: PrivacyOptions

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Answer")
    var answering: AnswerOptions

    @OptionGroup(title: "Budget")
    var paying: LedgerOptions

    /// Reads the numbers, and writes the statistic of them.
    ///
    /// - Parameters:
    ///   - name: What the statistic is called.
    ///   - statistic: What is released.
    ///   - share: The share of the numbers below it, for `--compare`.
    /// - Throws: `InputError`, `UsageError`, `LedgerError` or `OutputError`; nothing is written then.
    func answer<Statistic: OrderStatistic>(
        _ name: String, by statistic: Statistic, share: Double
    ) async throws where Statistic.Entry == Double {
        let publication = Publication(
            name, of: statistic, input: input, answering: answering, ledger: paying)
        try await publication.publish(needsColumn: true) { table in
            var accumulator = statistic.makeAccumulator()
            var order = TrueOrder()
            try table.readValues { batch in
                accumulator.addEntries(batch)
                if answering.compare { order.add(batch) }
            }
            let release = accumulator.release()
            let part = Answer.Part(
                value: release.value, interval: nil,
                trueValue: answering.compare ? order.quantile(share) : nil)
            return Answer(
                statistic: name, column: input.column, parts: [part], event: release.event,
                granularity: release.granularity, protects: privacy.protects)
        }
    }
}
