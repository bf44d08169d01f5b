import ArgumentParser
import DifferentialPrivacy

/// `dp std`.
struct StandardDeviationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "std",
        abstract: "The standard deviation of a column.",
        usage: """
            dp std --column <name> [--lower <number> --upper <number>] --epsilon <number>
                   [<option> ...] <file>
            """,
        discussion: """
            The root of the variance of the population. Values outside the bounds count as the bound. \
            Empty cells, NA and NaN are left out. The interval covers the deviation at least as often \
            as asked.

            EXAMPLES:
              dp std --column bmi --lower 10 --upper 60 --epsilon 0.5 people.csv
              dp std --lower 30 --upper 220 --epsilon 0.5 pulse.npy
            """)

    @OptionGroup var question: NumericQuestion

    func run() async throws {
        try await question.answer("std", truth: \.standardDeviation) { lower, upper in
            try BoundedStandardDeviation<Double>(
                epsilon: question.privacy.epsilon, lowerBound: lower, upperBound: upper,
                maxPartitionsContributed: question.privacy.maxPartitionsContributed,
                maxContributionsPerPartition: question.privacy.maxContributionsPerPartition,
                noise: question.noise.kind)
        }
    }
}
