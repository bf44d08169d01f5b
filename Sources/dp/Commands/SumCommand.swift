import ArgumentParser
import DifferentialPrivacy

/// `dp sum`.
struct SumCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sum",
        abstract: "The sum of a column.",
        usage: """
            dp sum --column <name> [--lower <number> --upper <number>] --epsilon <number>
                   [<option> ...] <file>
            """,
        discussion: """
            Values outside the bounds count as the bound. Empty cells, NA and NaN are left out.

            EXAMPLES:
              dp sum --column steps --lower 0 --upper 40000 --epsilon 0.5 walks.csv
              dp sum --column steps --lower 0 --upper 40000 --epsilon 0.5 \\
                   --max-contributions-per-partition 7 week.csv
            """)

    @OptionGroup var question: NumericQuestion

    func run() async throws {
        try await question.answer("sum", truth: \.sum) { lower, upper in
            try BoundedSum<Double>(
                epsilon: question.privacy.epsilon, lowerBound: lower, upperBound: upper,
                maxPartitionsContributed: question.privacy.maxPartitionsContributed,
                maxContributionsPerPartition: question.privacy.maxContributionsPerPartition,
                noise: question.noise.kind)
        }
    }
}
