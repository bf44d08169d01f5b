import ArgumentParser
import PrivacyLedger

/// `dp budget close`.
struct BudgetCloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Closes an account for ever: nothing is paid from it any more.",
        discussion: """
            Answers that were stored can still be asked for by their keys.

            EXAMPLES:
              dp budget close --ledger privacy.sqlite --account nhanes-2017-2018
            """)

    @OptionGroup var owning: OwnerOptions

    @Option(help: ArgumentHelp("The account's name.", valueName: "name"))
    var account: String

    func run() async throws {
        try await owning.file.open().close(account, owner: owning.owner())
    }
}
