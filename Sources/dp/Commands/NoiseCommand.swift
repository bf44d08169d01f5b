import ArgumentParser
import DifferentialPrivacy

/// `dp noise`.
struct NoiseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "noise",
        abstract: "Draws of the noise that a mechanism adds, one a line.",
        usage: "dp noise <mechanism> --epsilon <number> [--sensitivity <number>] [--count <n>]",
        discussion: """
            What the mechanism answers where the truth is 0. No data is read, so nothing is paid.

            EXAMPLES:
              dp noise laplace --epsilon 0.5 --sensitivity 50 --count 1000
              dp noise geometric --epsilon 1
            """)

    /// A mechanism whose noise can be drawn.
    enum Mechanism: String, ExpressibleByArgument, CaseIterable {
        case laplace
        case geometric
    }

    @Argument(help: "Laplace noise for numbers, or geometric noise for integers.")
    var mechanism: Mechanism

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What one noisy number costs.", valueName: "number"),
        transform: decimalArgument)
    var epsilon: Double

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The most by which one person changes the number; an integer for geometric.",
            valueName: "number"),
        transform: decimalArgument)
    var sensitivity = 1.0

    @Option(
        parsing: .unconditional, help: ArgumentHelp("How many numbers.", valueName: "n"))
    var count = 1

    func validate() throws {
        guard count >= 0 else { throw ValidationError("--count must be at least 0.") }
        guard mechanism == .laplace || Int(exactly: sensitivity) != nil else {
            throw ValidationError("--sensitivity must be an integer for geometric noise.")
        }
    }

    func run() throws {
        switch mechanism {
        case .laplace:
            let laplace = try LaplaceMechanism(epsilon: epsilon, sensitivity: sensitivity)
            try write { count in
                var values = [Double](repeating: 0, count: count)
                laplace.addNoise(to: &values)
                return values.map(shortest)
            }
        case .geometric:
            let geometric = try GeometricMechanism(
                epsilon: epsilon, sensitivity: Int(sensitivity))
            try write { count in
                var values = [Int](repeating: 0, count: count)
                geometric.addNoise(to: &values)
                return values.map(String.init)
            }
        }
    }

    /// Writes draws as they come, some thousand lines at a time.
    private func write(_ draws: (_ count: Int) -> [String]) throws(OutputError) {
        var remaining = count
        while remaining > 0 {
            let lines = draws(min(remaining, 4096))
            try writeToStandardOutput(lines.joined(separator: "\n") + "\n")
            remaining -= lines.count
        }
    }
}
