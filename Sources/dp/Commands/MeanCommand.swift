import ArgumentParser
import DifferentialPrivacy

/// `dp mean`.
struct MeanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mean",
        abstract: "The mean of a column.",
        usage: """
            dp mean --column <name> [--lower <number> --upper <number>] --epsilon <number>
                    [<option> ...] <file>
            """,
        discussion: """
            Values outside the bounds count as the bound. Empty cells, NA and NaN are left out.

            EXAMPLES:
              dp mean --column bmi --lower 10 --upper 60 --epsilon 0.5 people.csv
              dp mean --column bmi --lower 10 --upper 60 --epsilon 0.5 \\
                   --where sex=Female --format json people.csv
              dp mean --lower 30 --upper 220 --epsilon 0.5 pulse.npy
            """)

    @OptionGroup var question: NumericQuestion

    func run() async throws {
        try await question.answer("mean", truth: \.mean) { lower, upper in
            try BoundedMean<Double>(
                epsilon: question.privacy.epsilon, lowerBound: lower, upperBound: upper,
                maxPartitionsContributed: question.privacy.maxPartitionsContributed,
                maxContributionsPerPartition: question.privacy.maxContributionsPerPartition,
                noise: question.noise.kind)
        }
    }
}
