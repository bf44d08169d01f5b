import DifferentialPrivacy

/// What a command found out, and what it cost.
struct Answer: Hashable {
    /// One number of an answer.
    struct Part: Hashable {
        /// Which of the numbers it is, such as the category that was counted; nil if there is one only.
        var label: String?

        /// The number, with noise.
        var value: Double

        /// Where the number without noise lies; nil where the noise doesn't tell.
        var interval: ConfidenceInterval?

        /// The number without noise, for public data.
        var trueValue: Double?
    }

    /// What was asked for, such as `mean`.
    var statistic: String

    /// The column that was asked about, if any.
    var column: String?

    /// What the parts' labels are, such as `quantile`; nil for an answer of one number.
    var labelled: String?

    /// The numbers.
    var parts: [Part]

    /// What the answer does to privacy.
    var event: PrivacyEvent

    /// The step of the grid that the noise is on.
    var granularity: Double

    /// Whose presence the noise hides.
    var protects: String

    /// The bounds, where they were learnt from the data.
    var bounds: ClosedRange<Double>?

    /// The ε that was paid.
    var epsilon: Double { event.epsilon.approximation }

    /// The δ that was paid.
    var delta: Double { event.delta.approximation }

    /// What the law of the noise is called, for people and for programs.
    var mechanism: (name: String, code: String) {
        switch event.mechanism {
        case .discreteLaplace: ("discrete Laplace noise", "discrete_laplace")
        case .staircase: ("staircase noise", "staircase")
        case .gaussian: ("Gaussian noise", "gaussian")
        case .discreteGaussian: ("discrete Gaussian noise", "discrete_gaussian")
        case .approximate: ("permute-and-flip", "permute_and_flip")
        case .composed where bounds != nil: ("noisy bounds and noise within them", "approximate")
        default: ("a mechanism with a proved cost", "other")
        }
    }

    /// The answer in one of the formats, with a line feed at its end.
    func written(as format: AnswerFormat) -> String {
        switch format {
        case .text: text
        case .json: json
        case .csv: csv
        }
    }
}
