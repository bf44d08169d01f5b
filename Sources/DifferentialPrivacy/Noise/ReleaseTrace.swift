// Not in release builds: what this file holds is raw data, and a seam through which answers without fresh noise come.
// Tests/Audit/absent-in-release checks that nothing of it is compiled there.
#if DEBUG
    /// What releases gave to the noise, exactly, step by step, for the grey-box audit of the tests.
    ///
    /// The scheme is Re:cord-play's: a run on one data set is recorded; on its neighbour the noise is frozen, every step answers
    /// what it answered there, and the two lists of exact integers are compared with what the steps declare.
    final class ReleaseTrace: @unchecked Sendable {
        @TaskLocal static var current: ReleaseTrace?

        /// How a step's noise is calibrated.
        enum Law: Hashable {
            case sums(NoisePlan.Law)
            case selection(rate: Rational)
        }

        /// One call for noise.
        struct Step {
            let law: Law
            /// The integers that get noise.
            let exact: [Int128]
            /// What was answered.
            let answers: [Int128]
        }

        private(set) var steps: [Step] = []
        private let frozen: [Step]?

        /// - Parameter recorded: the run whose answers are given again; nil: fresh noise, to be recorded.
        init(replaying recorded: ReleaseTrace? = nil) {
            frozen = recorded?.steps
        }

        /// Answers one call for noise: by `draw`, or as the recorded run did.
        func answer(_ law: Law, _ exact: [Int128], draw: () -> [Int128]) -> [Int128] {
            var answers = draw()
            if let frozen, steps.count < frozen.count,
                frozen[steps.count].answers.count == answers.count
            {
                answers = frozen[steps.count].answers
            }
            steps.append(Step(law: law, exact: exact, answers: answers))
            return answers
        }
    }
#endif
