import ArgumentParser
import DifferentialPrivacy

/// The options of every statistic of a column of numbers, and what they all do.
struct NumericQuestion: ParsableArguments {
    @OptionGroup(title: "Bounds")
    var bounds: BoundsOptions

    @OptionGroup(title: "Privacy")
    var privacy: PrivacyOptions

    @OptionGroup(title: "Noise")
    var noise: NoiseOptions

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Answer")
    var answering: AnswerOptions

    /// Reads the numbers, and writes the statistic of them with noise; without bounds, after learning some.
    ///
    /// - Parameters:
    ///   - name: What the statistic is called.
    ///   - truth: The same without noise, for `--compare`.
    ///   - within: What is released, within a lower and an upper bound.
    /// - Throws: `InputError`, `UsageError`, `ParameterError`, `BoundsError` or `OutputError`; nothing is written
    ///   then.
    func answer<Statistic: NumericAggregation>(
        _ name: String, truth: (TrueStatistics) -> Double,
        within: (_ lower: Double, _ upper: Double) throws -> Statistic
    ) throws where Statistic.Entry == Double, Statistic.Value == Double {
        var trueStatistics = TrueStatistics()
        let part: Answer.Part
        let event: PrivacyEvent
        let granularity: Double
        var found: ClosedRange<Double>?
        if let declared = bounds.declared {
            let release = try release(within(declared.lower, declared.upper), &trueStatistics)
            part = Answer.Part(value: release.value, interval: release.interval)
            (event, granularity) = (release.event, release.granularity)
        } else {
            let statistic = try Statistic.automaticBounds(
                epsilon: privacy.epsilon,
                maxPartitionsContributed: privacy.maxPartitionsContributed,
                maxContributionsPerPartition: privacy.maxContributionsPerPartition,
                noise: noise.kind)
            let release = try release(statistic, &trueStatistics)
            let bounds = release.value.bounds
            part = Answer.Part(value: release.value.value, interval: release.interval)
            (event, granularity) = (release.event, release.granularity)
            found = bounds.lowerBound...bounds.upperBound
        }
        var answer = Answer(
            statistic: name, column: input.column, parts: [part], event: event,
            granularity: granularity, protects: privacy.protects, bounds: found)
        if answering.compare { answer.parts[0].trueValue = truth(trueStatistics) }
        try writeToStandardOutput(answer.written(as: answering.format))
    }

    private func release<Statistic: EntryAggregation>(
        _ statistic: Statistic, _ trueStatistics: inout TrueStatistics
    ) throws -> Release<Statistic.Value> where Statistic.Entry == Double {
        var accumulator = statistic.makeAccumulator()
        try input.open(needsColumn: true).readValues { batch in
            accumulator.addEntries(batch)
            if answering.compare { trueStatistics.add(batch) }
        }
        return try accumulator.release(confidenceLevel: answering.confidenceLevel)
    }
}
