import ArgumentParser
import DifferentialPrivacy

/// `dp max`.
struct MaxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "max",
        abstract: "A high number of a column, with hardly a value above.",
        usage: """
            dp max --column <name> --lower <number> --upper <number> --epsilon <number>
                   [<option> ...] <file>
            """,
        discussion: """
            The very greatest value can't be told without telling on the one who has it. This is about the \
            6/epsilon-th greatest, times the rows that a person has (in all files).


            EXAMPLES:
              dp max --column pulse_bpm --lower 30 --upper 200 --resolution 1 --epsilon 0.5 people.csv
              dp max --lower 30 --upper 220 --epsilon 0.5 pulse.npy
            """)

    @OptionGroup var question: OrderQuestion

    func run() async throws {
        let statistic = try Max<Double>(
            epsilon: question.privacy.epsilon, lowerBound: question.bounds.lower,
            upperBound: question.bounds.upper, resolution: question.resolution,
            maxPartitionsContributed: question.privacy.maxPartitionsContributed,
            maxContributionsPerPartition: question.privacy.maxContributionsPerPartition)
        try await question.answer("max", by: statistic, share: 1)
    }
}
