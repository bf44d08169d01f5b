/// The grid that scores are rounded to, and what one privacy unit can change there.
struct ScoreGrid: Hashable, Sendable {
    /// The step is 2^exponent.
    let exponent: Int
    /// By how many steps one unit changes a score.
    let steps: Rational

    /// - Parameter exponent: of the step, where the scores have a choice.
    init<Score: SelectionScore>(
        _ sensitivity: Score, exponent wanted: (Rational) -> Int
    ) throws(ParameterError) {
        let exact = try Score._sensitivity(sensitivity)
        exponent = Score._exponent(wanted: wanted(exact))
        guard exponent >= -1000 else {
            throw ParameterError(.linfSensitivity, .notTooFine, sensitivity._shown)
        }
        steps = Score._steps(exact, exponent: exponent)
    }

    /// A step of at most 2^-30 of the sensitivity, for decisions that need no grid of their own.
    static func fine<Score: SelectionScore>(_ sensitivity: Score) throws(ParameterError)
        -> ScoreGrid
    {
        try ScoreGrid(sensitivity) { $0.ceilLog2 - 31 }
    }

    /// A step of at most 2^-39 of the noise's scale, `factor` sensitivities, and 2^-4 of the sensitivity.
    static func noise<Score: SelectionScore>(
        _ sensitivity: Score, factor: Rational
    ) throws(ParameterError) -> ScoreGrid {
        try ScoreGrid(sensitivity) { min(($0 * factor).ceilLog2 - 40, $0.ceilLog2 - 4) }
    }

    /// Lends `body` the scores' deficits and as many words of scratch memory, 0 at first, both wiped at the end.
    func withDeficits<Score: SelectionScore>(
        of scores: [Score],
        _ body: (
            _ deficits: UnsafeMutablePointer<UInt64>, _ scratch: UnsafeMutablePointer<UInt64>
        ) -> Void
    ) {
        let count = scores.count
        precondition(count > 0, "a selection needs a candidate")
        unsafe withWipedMemory(of: UInt64.self, capacity: count) { deficits in
            unsafe withWipedMemory(of: UInt64.self, capacity: count) { scratch in
                // All are written before they are read.
                unsafe scratch.initialize(repeating: 0, count: count)
                unsafe scores.withUnsafeBufferPointer {
                    unsafe Score._writeDeficits(of: $0, exponent: exponent, to: deficits)
                }
                unsafe body(deficits, scratch)
            }
        }
    }
}
