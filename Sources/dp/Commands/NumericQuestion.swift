import ArgumentParser
import DifferentialPrivacy

/// The options of every statistic of a column of numbers, and what they all do.
struct NumericQuestion: ParsableArguments {
    @OptionGroup(title: "Bounds")
    var bounds: BoundsOptions

    @OptionGroup(title: "Privacy")
    var privacy: PrivacyOptions

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Answer")
    var answering: AnswerOptions

    /// Reads the numbers, and writes the statistic of them with noise.
    ///
    /// - Parameters:
    ///   - name: What the statistic is called.
    ///   - statistic: What is released.
    ///   - truth: The same without noise, for `--compare`.
    /// - Throws: `InputError`, `UsageError` or `OutputError`; nothing is written then.
    func answer<Statistic: NumericAggregation>(
        _ name: String, by statistic: Statistic, truth: (TrueStatistics) -> Double
    ) throws where Statistic.Entry == Double, Statistic.Value == Double {
        var accumulator = statistic.makeAccumulator()
        var trueStatistics = TrueStatistics()
        try input.open(needsColumn: true).readValues { batch in
            accumulator.addEntries(batch)
            if answering.compare { trueStatistics.add(batch) }
        }
        let release = accumulator.release(confidenceLevel: answering.confidenceLevel)
        let part = Answer.Part(
            value: release.value, interval: release.interval!,
            trueValue: answering.compare ? truth(trueStatistics) : nil)
        let answer = Answer(
            statistic: name, column: input.column, parts: [part], event: release.event,
            granularity: release.granularity, protects: privacy.protects)
        try writeToStandardOutput(answer.written(as: answering.format))
    }
}
