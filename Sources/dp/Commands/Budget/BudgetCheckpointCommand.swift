import ArgumentParser
import PrivacyLedger

/// `dp budget checkpoint`.
struct BudgetCheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Signs how far the ledger has come, to be kept by others.",
        discussion: """
            Who keeps it can show later that the history up to there was changed: dp budget verify --checkpoint.

            EXAMPLES:
              dp budget checkpoint --ledger privacy.sqlite > june.txt
            """)

    @OptionGroup var owning: OwnerOptions

    func run() async throws {
        let checkpoint = try await owning.file.open().checkpoint(owner: owning.owner())
        try writeToStandardOutput("\(checkpoint)")
    }
}
