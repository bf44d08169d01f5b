import ArgumentParser
import DifferentialPrivacy

/// `dp noise`.
struct NoiseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "noise",
        abstract: "Draws of the noise that a mechanism adds, one a line.",
        usage: """
            dp noise <mechanism> --epsilon <number> [--delta <number>] [--bound <number>]
                     [--sensitivity <number>] [--count <n>]
            """,
        discussion: """
            What the mechanism answers where the truth is 0. No data is read, so nothing is paid.

            MECHANISMS:
              laplace            Laplace noise on a grid, for numbers
              geometric          the same for integers
              staircase          the least variance for one number; worth it from epsilon 1 on
              snapping           Mironov's: coarser, within --bound
              gaussian           rounded Gaussian noise; costs --delta too
              discrete-gaussian  the same for integers, by the discrete Gaussian

            EXAMPLES:
              dp noise laplace --epsilon 0.5 --sensitivity 50 --count 1000
              dp noise geometric --epsilon 1
              dp noise staircase --epsilon 5
              dp noise gaussian --epsilon 1 --delta 1e-5 --sensitivity 50
              dp noise discrete-gaussian --epsilon 1 --delta 1e-5 --count 10
              dp noise snapping --epsilon 0.5 --sensitivity 50 --bound 10000
            """)

    /// A mechanism whose noise can be drawn.
    enum Mechanism: String, ExpressibleByArgument, CaseIterable {
        case laplace
        case geometric
        case staircase
        case snapping
        case gaussian
        case discreteGaussian = "discrete-gaussian"

        var isForIntegers: Bool { self == .geometric || self == .discreteGaussian }
        var takesDelta: Bool { self == .gaussian || self == .discreteGaussian }
        var takesBound: Bool { self == .snapping }
    }

    @Argument(help: ArgumentHelp("One of the mechanisms above.", valueName: "mechanism"))
    var mechanism: Mechanism

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What one noisy number costs.", valueName: "number"),
        transform: decimalArgument)
    var epsilon: Double

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What one noisy number costs beside epsilon; for gaussian and discrete-gaussian.",
            valueName: "number"),
        transform: decimalArgument)
    var delta: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The largest magnitude of numbers and answers; for snapping.", valueName: "number"),
        transform: decimalArgument)
    var bound: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The most by which one person changes the number; an integer for geometric and "
                + "discrete-gaussian.",
            valueName: "number"),
        transform: decimalArgument)
    var sensitivity = 1.0

    @Option(
        parsing: .unconditional, help: ArgumentHelp("How many numbers.", valueName: "n"))
    var count = 1

    func validate() throws {
        guard count >= 0 else { throw ValidationError("--count must be at least 0.") }
        let name = mechanism.rawValue
        guard !mechanism.isForIntegers || Int(exactly: sensitivity) != nil else {
            throw ValidationError("--sensitivity must be an integer for \(name) noise.")
        }
        guard mechanism.takesDelta == (delta != nil) else {
            throw ValidationError(
                mechanism.takesDelta
                    ? "Give --delta, such as 1e-6: \(name) noise costs it beside --epsilon."
                    : "\(name) noise costs no --delta; gaussian and discrete-gaussian noise do.")
        }
        guard mechanism.takesBound == (bound != nil) else {
            throw ValidationError(
                mechanism.takesBound
                    ? "Give --bound, the largest magnitude that numbers and answers can have."
                    : "\(name) noise has no --bound; snapping noise does.")
        }
    }

    func run() throws {
        switch mechanism {
        case .laplace:
            let noise = try LaplaceMechanism(epsilon: epsilon, sensitivity: sensitivity)
            try write(0.0, shortest) { noise.addNoise(to: &$0) }
        case .geometric:
            let noise = try GeometricMechanism(epsilon: epsilon, sensitivity: Int(sensitivity))
            try write(0, String.init) { noise.addNoise(to: &$0) }
        case .staircase:
            let noise = try StaircaseMechanism(epsilon: epsilon, sensitivity: sensitivity)
            try write(0.0, shortest) { noise.addNoise(to: &$0) }
        case .snapping:
            let noise = try SnappingMechanism(
                epsilon: epsilon, sensitivity: sensitivity, bound: bound!)
            try write(0.0, shortest) { noise.addNoise(to: &$0) }
        case .gaussian:
            let noise = try GaussianMechanism(
                epsilon: epsilon, delta: delta!, l2Sensitivity: sensitivity)
            try write(0.0, shortest) { noise.addNoise(to: &$0) }
        case .discreteGaussian:
            let noise = try DiscreteGaussianMechanism(
                epsilon: epsilon, delta: delta!, sensitivity: Int(sensitivity))
            try write(0, String.init) { noise.addNoise(to: &$0) }
        }
    }

    /// Writes draws as they come, some thousand lines at a time.
    private func write<Value>(
        _ zero: Value, _ text: (Value) -> String, _ addNoise: (inout [Value]) -> Void
    ) throws(OutputError) {
        var remaining = count
        while remaining > 0 {
            var values = [Value](repeating: zero, count: min(remaining, 4096))
            addNoise(&values)
            try writeToStandardOutput(values.map(text).joined(separator: "\n") + "\n")
            remaining -= values.count
        }
    }
}
