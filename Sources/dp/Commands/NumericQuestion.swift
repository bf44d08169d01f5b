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

    @OptionGroup(title: "Budget")
    var paying: LedgerOptions

    /// Reads the numbers, and writes the statistic of them with noise; without bounds, after learning some.
    ///
    /// - Parameters:
    ///   - name: What the statistic is called.
    ///   - truth: The same without noise, for `--compare`.
    ///   - within: What is released, within a lower and an upper bound.
    /// - Throws: `InputError`, `UsageError`, `ParameterError`, `BoundsError`, `LedgerError` or `OutputError`;
    ///   nothing is written then.
    func answer<Statistic: NumericAggregation>(
        _ name: String, truth: (TrueStatistics) -> Double,
        within: (_ lower: Double, _ upper: Double) throws -> Statistic
    ) async throws where Statistic.Entry == Double, Statistic.Value == Double {
        if let declared = bounds.declared {
            let statistic = try within(declared.lower, declared.upper)
            try await publish(statistic, name, truth) { release in
                Answer(name, release, value: release.value)
            }
        } else {
            let statistic = try Statistic.automaticBounds(
                epsilon: privacy.epsilon,
                maxPartitionsContributed: privacy.maxPartitionsContributed,
                maxContributionsPerPartition: privacy.maxContributionsPerPartition,
                noise: noise.kind)
            try await publish(statistic, name, truth) { release in
                var answer = Answer(name, release, value: release.value.value)
                let bounds = release.value.bounds
                answer.bounds = bounds.lowerBound...bounds.upperBound
                return answer
            }
        }
    }

    private func publish<Statistic: EntryAggregation>(
        _ statistic: Statistic, _ name: String, _ truth: (TrueStatistics) -> Double,
        as answer: (Release<Statistic.Value>) -> Answer
    ) async throws where Statistic.Entry == Double {
        let publication = Publication(
            name, of: statistic, input: input, answering: answering, ledger: paying)
        try await publication.publish(needsColumn: true) { table in
            var accumulator = statistic.makeAccumulator()
            var trueStatistics = TrueStatistics()
            try table.readValues { batch in
                accumulator.addEntries(batch)
                if answering.compare { trueStatistics.add(batch) }
            }
            var answer = answer(
                try accumulator.release(confidenceLevel: answering.confidenceLevel))
            answer.column = input.column
            answer.protects = privacy.protects
            if answering.compare { answer.parts[0].trueValue = truth(trueStatistics) }
            return answer
        }
    }
}

extension Answer {
    /// One number; the column and whom it protects are said later.
    fileprivate init(_ name: String, _ release: Release<some Hashable & Sendable>, value: Double) {
        self.init(
            statistic: name, parts: [Part(value: value, interval: release.interval)],
            event: release.event, granularity: release.granularity, protects: "")
    }
}
