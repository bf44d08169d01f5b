import ArgumentParser
import DifferentialPrivacy

/// Which noise an answer gets.
struct NoiseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Laplace noise, Gaussian noise, or whichever has the lower variance. Gaussian noise pays "
                + "where a person is in many partitions, and costs --delta, too.",
            valueName: "kind"))
    var noise = NoiseKind.laplace

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What an answer with Gaussian noise costs besides: the probability, about, that it says "
                + "more than --epsilon allows. Far below 1 over the number of people.",
            valueName: "number"),
        transform: costArgument)
    var delta: Double?

    /// The law of the noise.
    var kind: Noise {
        switch noise {
        case .laplace: .laplace
        case .gaussian: .gaussian(delta: delta!)
        case .leastVariance: .leastVariance(delta: delta!)
        }
    }

    func validate() throws {
        if noise == .laplace, delta != nil {
            throw ValidationError(
                "Laplace noise costs no delta: leave out --delta, or add --noise gaussian or --noise "
                    + "least-variance.")
        }
        if noise != .laplace, delta == nil {
            throw ValidationError("--noise \(noise.rawValue) needs --delta, 1e-6 for example.")
        }
    }
}

/// The kinds of noise, as they are called on the command line.
enum NoiseKind: String, ExpressibleByArgument, CaseIterable {
    case laplace
    case gaussian
    case leastVariance = "least-variance"
}
