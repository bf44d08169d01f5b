import ArgumentParser
import PrivacyLedger

/// `dp budget recover`.
struct BudgetRecoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "After an older copy was restored: burns all that is left, and lifts the fence.",
        discussion: """
            Nobody knows what was spent between the copy and the loss, so every account counts as spent to its \
            limit. If the newest ledger can still be found, put that back instead.

            EXAMPLES:
              dp budget recover --ledger privacy.sqlite --burn-what-is-left
            """)

    @OptionGroup var owning: OwnerOptions

    @Flag(help: "Says that all that is left in every account is to be burnt.")
    var burnWhatIsLeft = false

    func validate() throws {
        guard burnWhatIsLeft else {
            throw ValidationError(
                "All that is left in every account will be burnt: say --burn-what-is-left.")
        }
    }

    func run() async throws {
        try await owning.file.open().recover(owner: owning.owner())
    }
}
