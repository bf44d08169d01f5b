import ArgumentParser
import DifferentialPrivacy

/// `dp histogram`.
struct HistogramCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "histogram",
        abstract: "How many rows there are of each category, or between edges.",
        usage: """
            dp histogram --column <name> (--categories <text>,... | --edges <number>,...)
                         --epsilon <number> [<option> ...] <file>
            """,
        discussion: """
            Every category that is named is counted, with noise, also those that no row has; rows with \
            others aren't. Name the categories from what is known beforehand: one that stands in the \
            answer because somebody has it would tell on them. With --edges a,b,c values from a up to b, \
            and from b up to c, c included, are counted.

            EXAMPLES:
              dp histogram --column sex --categories Female,Male --epsilon 0.5 people.csv
              dp histogram --column bmi --edges 10,18.5,25,30,60 --epsilon 0.5 people.csv
            """)

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The texts that are counted, separated by commas.", valueName: "text,..."))
    var categories: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Increasing numbers; values between two neighbours are counted.",
            valueName: "number,..."),
        transform: Edges.init)
    var edges: Edges?

    @OptionGroup(title: "Privacy")
    var privacy: PrivacyOptions

    @OptionGroup(title: "Noise")
    var noise: NoiseOptions

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Answer")
    var answering: AnswerOptions

    func validate() throws {
        guard (categories == nil) != (edges == nil) else {
            throw ValidationError("Give either --categories or --edges.")
        }
    }

    func run() throws {
        if let edges {
            let names = edges.names
            try answer(labelled: "bin", names.indices.map { $0 }, names: names) { count in
                try input.open(needsColumn: true).readValues { batch in
                    for index in batch.indices {
                        if let bin = edges.bin(of: batch[index]) { count(bin) }
                    }
                }
            }
        } else if let categories {
            let names = categories.split(separator: ",", omittingEmptySubsequences: false)
                .map(String.init)
            try answer(labelled: "category", names, names: names) { count in
                try input.open(needsColumn: true).readTexts(count)
            }
        }
    }

    private func answer<Category: Hashable & Sendable>(
        labelled: String, _ categories: [Category], names: [String],
        read: ((Category) -> Void) throws -> Void
    ) throws {
        let histogram = try Histogram(
            epsilon: privacy.epsilon, categories: categories,
            maxPartitionsContributed: privacy.maxPartitionsContributed,
            maxContributionsPerPartition: privacy.maxContributionsPerPartition, noise: noise.kind)
        var accumulator = histogram.makeAccumulator()
        var counts: [Category: Int] = [:]
        try read { category in
            accumulator.addEntry(category)
            if answering.compare { counts[category, default: 0] += 1 }
        }
        let release = accumulator.release(confidenceLevel: answering.confidenceLevel)
        let parts = categories.indices.map { index in
            Answer.Part(
                label: names[index], value: Double(release.value.counts[index]),
                interval: release.value.intervals[index],
                trueValue: answering.compare
                    ? Double(counts[categories[index], default: 0]) : nil)
        }
        let answer = Answer(
            statistic: "count", column: input.column, labelled: labelled, parts: parts,
            event: release.event, granularity: release.granularity, protects: privacy.protects)
        try writeToStandardOutput(answer.written(as: answering.format))
    }
}
