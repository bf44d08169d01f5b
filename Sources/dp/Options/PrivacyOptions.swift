import ArgumentParser
import DifferentialPrivacy

/// What an answer may cost, and whom it protects.
struct PrivacyOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What the answer costs: smaller is more private and noisier.", valueName: "number"),
        transform: decimalArgument)
    var epsilon: Double

    @Option(
        name: .customLong("noise"),
        help: ArgumentHelp(
            "Laplace noise, Gaussian noise, or whichever has the lower variance. Gaussian noise pays "
                + "where a person is in many partitions, and costs --delta, too.",
            valueName: "kind"))
    var kind = NoiseKind.laplace

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What an answer with Gaussian noise costs besides: the probability, about, that it says "
                + "more than --epsilon allows. Far below 1 over the number of people.",
            valueName: "number"),
        transform: decimalArgument)
    var delta: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The most rows that a person has in this file. The noise then hides a person rather "
                + "than a row. Not checked: with more rows, a person is protected less.",
            valueName: "n"))
    var maxContributionsPerPartition = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "If this is one of several files or groups that are asked the same: the most of them "
                + "that a person is in. Not checked either.",
            valueName: "n"))
    var maxPartitionsContributed = 1

    /// The law of the noise.
    var noise: Noise {
        switch kind {
        case .laplace: .laplace
        case .gaussian: .gaussian(delta: delta!)
        case .leastVariance: .leastVariance(delta: delta!)
        }
    }

    func validate() throws {
        if kind == .laplace, delta != nil {
            throw ValidationError(
                "Laplace noise costs no delta: leave out --delta, or add --noise gaussian or --noise "
                    + "least-variance.")
        }
        if kind != .laplace, delta == nil {
            throw ValidationError("--noise \(kind.rawValue) needs --delta, 1e-6 for example.")
        }
    }

    /// Whose presence the noise hides.
    var protects: String {
        if maxContributionsPerPartition == 1, maxPartitionsContributed == 1 { return "one row" }
        let rows = maxContributionsPerPartition
        let person = "a person with at most \(rows) \(rows == 1 ? "row" : "rows")"
        return maxPartitionsContributed == 1
            ? person : "\(person) in each of at most \(maxPartitionsContributed) partitions"
    }
}

/// The kinds of noise, as they are called on the command line.
enum NoiseKind: String, ExpressibleByArgument, CaseIterable {
    case laplace
    case gaussian
    case leastVariance = "least-variance"
}
