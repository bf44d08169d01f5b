@testable import DifferentialPrivacy

/// How far the exact integers of releases on neighbours lie apart, against what the releases declare.
struct ReleaseDistance {
    /// Of each calibration, over all releases: the L1 norm, or the square of the L2 norm, of the moves.
    private var moves: [ReleaseTrace.Law: Rational] = [:]
    /// The exact logarithm of the largest ratio of probabilities that Laplace steps and selections allow.
    private(set) var loss = Rational.zero
    private var differentTraces = false

    /// Takes in one release, as recorded on a data set and as replayed on its neighbour.
    mutating func add(_ first: ReleaseTrace, _ second: ReleaseTrace) {
        guard first.steps.map(\.law) == second.steps.map(\.law),
            first.steps.map(\.exact.count) == second.steps.map(\.exact.count)
        else {
            differentTraces = true
            return
        }
        for (one, other) in zip(first.steps, second.steps) { add(one, other) }
    }

    private mutating func add(_ first: ReleaseTrace.Step, _ second: ReleaseTrace.Step) {
        // Nothing is done for most of what a data set has.
        let moved = zip(first.exact, second.exact).filter { $0 != $1 }
        var move = Rational.zero
        switch first.law {
        case .sums(.laplace(let plan)):
            for (a, b) in moved {
                let distance = Self.rounded(a, plan.coarsening) - Self.rounded(b, plan.coarsening)
                move = move + Rational(Int128(distance.magnitude))
            }
            loss = loss + move / Rational(exactly: plan.scale)
        case .sums(.gaussian(let plan)):
            for (a, b) in moved {
                let distance = Rational(
                    Self.rounded(a, plan.rounding) - Self.rounded(b, plan.rounding))
                move = move + distance * distance
            }
        case .selection(let rate):
            // A score that moves up where another moves down: what both together do to a choice.
            let distances = zip(first.exact, second.exact).map { $0 - $1 }
            move = Rational(distances.max()! - distances.min()!)
            loss = loss + move * rate
        }
        moves[first.law] = (moves[first.law] ?? .zero) + move
    }

    private static func rounded(_ total: Int128, _ exponent: Int) -> Int128 {
        total.roundedDivision(byPowerOfTwo: exponent)
    }

    /// What is wrong, if anything.
    ///
    /// - Parameter event: of one release; what a unit's releases cost together.
    func violation(of event: PrivacyEvent) -> String? {
        if differentTraces { return "other steps on the neighbour" }
        for (law, move) in moves {
            switch law {
            case .sums(.laplace(let plan)) where move > plan.l1Sensitivity:
                return "the totals move by \(move), and \(plan.l1Sensitivity) is declared"
            case .sums(.gaussian(let plan)) where move > plan.l2Sensitivity * plan.l2Sensitivity:
                return "the totals move by √\(move), and \(plan.l2Sensitivity) is declared"
            case .sums(.gaussian(let plan)):
                // The noise is what the event says, and enough for its δ.
                guard
                    case .gaussian(_, let delta, let deviation, let sensitivity) = plan.event
                        .mechanism,
                    deviation == Rational(exactly: plan.standardDeviation),
                    sensitivity == plan.l2Sensitivity, plan.event.delta <= delta
                else { return "the noise isn't what the event says" }
            default: break
            }
        }
        return loss > event.epsilon ? "a loss of \(loss), and \(event.epsilon) is charged" : nil
    }
}
