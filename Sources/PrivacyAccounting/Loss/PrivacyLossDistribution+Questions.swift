internal import CPrivacyLoss
public import DifferentialPrivacy

extension PrivacyLossDistribution {
    /// How many releases of one kind may be asked about.
    private static let mostReleases = 1 << 40

    /// The ε that goes with `delta`, for the whole plan.
    ///
    /// - Parameters:
    ///   - delta: at least 10^-40, below 1; or 0, of which the plan of no release only says something.
    ///   - arithmetic: how the losses are added up.
    /// - Returns: A bracket of the least such ε.
    /// - Throws: ``AccountingError``, also where no finite ε is known.
    public func epsilon(
        delta: Rational, arithmetic: Arithmetic = .fast
    ) throws(AccountingError) -> PrivacyBracket {
        try checkDelta(delta)
        let bracket = try answer(.epsilon, arithmetic, delta, leastGiven: -132)
        guard bracket.upper.isFinite else { throw .noFiniteEpsilon }
        return bracket
    }

    /// The δ that goes with `epsilon`, for the whole plan.
    ///
    /// - Parameters:
    ///   - epsilon: at least 0.
    ///   - arithmetic: how the losses are added up.
    /// - Returns: A bracket of the least such δ.
    /// - Throws: ``AccountingError``.
    public func delta(
        epsilon: Rational, arithmetic: Arithmetic = .fast
    ) throws(AccountingError) -> PrivacyBracket {
        try checkEpsilon(epsilon)
        return try answer(.delta, arithmetic, epsilon, leastGiven: nil)
    }

    private enum Question {
        case epsilon, delta
    }

    private func answer(
        _ question: Question, _ arithmetic: Arithmetic, _ given: Rational, leastGiven: Int?
    ) throws(AccountingError) -> PrivacyBracket {
        guard !counts.isEmpty else { return PrivacyBracket(lower: 0, upper: 0) }
        if let leastGiven {
            guard given > .zero, given.ceilLog2 >= leastGiven else { throw .noFiniteEpsilon }
        }
        var rest: [PrivacyLossLaw] = []
        for (var law, count) in counts {
            guard count <= Self.mostReleases else { throw .unsupportedEvent }
            law.count = count
            rest.append(law)
        }
        // The order of a dictionary is random; that of the laws decides the last bits.
        rest.sort { $0.order.lexicographicallyPrecedes($1.order) }
        var lower = 0.0
        var upper = 0.0
        let kind = Int32(arithmetic == .fast ? DPK_LOSS_FAST : DPK_LOSS_CERTIFIED)
        unsafe Self.withLaws(rest[...], []) { laws in
            unsafe given.withNumber { given in
                switch question {
                case .epsilon:
                    unsafe dpk_loss_epsilon(laws, rest.count, given, kind, &lower, &upper)
                case .delta: unsafe dpk_loss_delta(laws, rest.count, given, kind, &lower, &upper)
                }
            }
        }
        return PrivacyBracket(lower: lower, upper: upper)
    }

    /// Lends all laws to C at once.
    private static func withLaws(
        _ laws: ArraySlice<PrivacyLossLaw>, _ kept: [dpk_loss_law],
        _ body: (UnsafePointer<dpk_loss_law>?) -> Void
    ) {
        guard let first = laws.first else {
            unsafe kept.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
            return
        }
        unsafe first.withLaw { law in
            unsafe withLaws(laws.dropFirst(), unsafe kept + [law], body)
        }
    }
}
