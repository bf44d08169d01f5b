import ArgumentParser
import DifferentialPrivacy

/// `dp min`.
struct MinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "min",
        abstract: "A low number of a column, with hardly a value below.",
        usage: """
            dp min --column <name> --lower <number> --upper <number> --epsilon <number>
                   [<option> ...] <file>
            """,
        discussion: """
            The very least value can't be told without telling on the one who has it. This is about the \
            6/epsilon-th least, times the rows that a person has (in all files).


            EXAMPLES:
              dp min --column pulse_bpm --lower 30 --upper 200 --resolution 1 --epsilon 0.5 people.csv
              dp min --lower 30 --upper 220 --epsilon 0.5 pulse.npy
            """)

    @OptionGroup var question: OrderQuestion

    func run() async throws {
        let statistic = try Min<Double>(
            epsilon: question.privacy.epsilon, lowerBound: question.bounds.lower,
            upperBound: question.bounds.upper, resolution: question.resolution,
            maxPartitionsContributed: question.privacy.maxPartitionsContributed,
            maxContributionsPerPartition: question.privacy.maxContributionsPerPartition)
        try await question.answer("min", by: statistic, share: 0)
    }
}
