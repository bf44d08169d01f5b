/// A mistake in the command line that shows only once the input is open.
struct UsageError: Error, Hashable {
    /// What to change, in a sentence.
    var message: String
}
