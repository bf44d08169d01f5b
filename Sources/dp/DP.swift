import ArgumentParser
import DifferentialPrivacy

/// The command `dp`.
@main
struct DP: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dp",
        abstract: "Differentially private statistics of a column of numbers.",
        discussion: """
            Answers with noise that hides whether any one row is in the file. The noise is drawn \
            exactly, so it can't be taken off again through floating-point tricks. Each answer costs \
            its epsilon; answers about the same people add up.

            The status is 0 for an answer, 64 for a mistake in the command line, 65 for a file that can't \
            be read and 69 where no bounds could be learnt, which costs epsilon, too. A message then says \
            what is wrong and where, without any value. What it says of a file depends on the data: it is \
            for the owner of the file.

            EXAMPLES:
              dp mean --column bmi --lower 10 --upper 60 --epsilon 0.5 people.csv
              dp count --where sex=Female --epsilon 0.1 people.csv
              zcat people.csv.gz | dp sum --column steps --lower 0 --upper 40000 --epsilon 1
            """,
        version: "0.1.0",
        subcommands: [
            CountCommand.self, SumCommand.self, MeanCommand.self, VarianceCommand.self,
            StandardDeviationCommand.self, MedianCommand.self, MinCommand.self, MaxCommand.self,
            QuantileCommand.self, HistogramCommand.self, NoiseCommand.self, AccountCommand.self,
            CalibrateCommand.self, AuditCommand.self,
        ])

    /// Runs the command and ends the process: status 0, 64 for a mistake in the command line, 65 for
    /// input that can't be answered from, 69 if no bounds were found.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let error as InputError {
            end("dp: \(error)\n", status: 65)
        } catch let error as UsageError {
            end("dp: \(error.message)\n", status: 64)
        } catch let error as ParameterError {
            end("dp: \(error.inOptions)\n", status: 64)
        } catch let error as BoundsError {
            end("dp: \(error)\n", status: 69)
        } catch let error as OutputError {
            end(error.message.map { "dp: \($0)\n" } ?? "", status: error.status)
        } catch {
            exit(withError: error)
        }
    }

    private static func end(_ message: String, status: Int32) -> Never {
        writeToStandardError(message)
        exit(withError: ExitCode(status))
    }
}
