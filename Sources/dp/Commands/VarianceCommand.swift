import ArgumentParser
import DifferentialPrivacy

/// `dp variance`.
struct VarianceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "variance",
        abstract: "The variance of a column.",
        usage: """
            dp variance --column <name> [--lower <number> --upper <number>] --epsilon <number>
                        [<option> ...] <file>
            """,
        discussion: """
            The variance of the population, divided by the number of values. Values outside the bounds \
            count as the bound. Empty cells, NA and NaN are left out. The interval covers the variance \
            at least as often as asked.

            EXAMPLES:
              dp variance --column bmi --lower 10 --upper 60 --epsilon 0.5 people.csv
              dp variance --lower 30 --upper 220 --epsilon 0.5 pulse.npy
            """)

    @OptionGroup var question: NumericQuestion

    func run() async throws {
        try await question.answer("variance", truth: \.variance) { lower, upper in
            try BoundedVariance<Double>(
                epsilon: question.privacy.epsilon, lowerBound: lower, upperBound: upper,
                maxPartitionsContributed: question.privacy.maxPartitionsContributed,
                maxContributionsPerPartition: question.privacy.maxContributionsPerPartition,
                noise: question.noise.kind)
        }
    }
}
