import ArgumentParser
import DifferentialPrivacy

/// `dp median`.
struct MedianCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "median",
        abstract: "The median of a column.",
        usage: """
            dp median --column <name> --lower <number> --upper <number> --epsilon <number>
                   [<option> ...] <file>
            """,
        discussion: """
            Half of the values lie below it. Chosen among places between the bounds, the likelier the nearer \
            to the middle of the values; what is chosen has no interval of its own (dp quantile gives one).


            EXAMPLES:
              dp median --column pulse_bpm --lower 30 --upper 200 --resolution 1 --epsilon 0.5 people.csv
              dp median --lower 30 --upper 220 --epsilon 0.5 pulse.npy
            """)

    @OptionGroup var question: OrderQuestion

    func run() async throws {
        let statistic = try Median<Double>(
            epsilon: question.privacy.epsilon, lowerBound: question.bounds.lower,
            upperBound: question.bounds.upper, resolution: question.resolution,
            maxPartitionsContributed: question.privacy.maxPartitionsContributed,
            maxContributionsPerPartition: question.privacy.maxContributionsPerPartition)
        try await question.answer("median", by: statistic, share: 0.5)
    }
}
