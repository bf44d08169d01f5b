import Testing

@testable import DifferentialPrivacy
@testable import PrivacyAccounting

/// Loss distributions against the rows of dp-accounting 0.6.0 and against themselves. 200 random cases against 50 digits, and
/// errors planted in the kernels, are in `Tests/PrivacyLoss/run`.
@Suite struct PrivacyLossDistributionTests {
    /// One release of a row.
    private func releases(_ row: ReferenceRow) throws -> [PrivacyLossDistribution] {
        try row.events.map { try plan($0.mechanism) }
    }

    private func plan(_ mechanism: PrivacyEvent.Mechanism) throws -> PrivacyLossDistribution {
        switch mechanism {
        case .gaussian(_, _, let deviation, let sensitivity):
            try .gaussian(multiplier: deviation / sensitivity)
        case .laplace(let sensitivity, let scale): try .laplace(multiplier: scale / sensitivity)
        case .discreteLaplace(_, let sensitivity, let scale, _):
            try .discreteLaplace(scale: scale, sensitivity: Int(sensitivity.approximation))
        case .discreteGaussian(_, _, let sigma, let sensitivity, _):
            try .discreteGaussian(sigma: sigma, sensitivity: Int(sensitivity.approximation))
        case .randomizedResponse(let epsilon, let categories):
            try .randomizedResponse(epsilon: epsilon, options: categories)
        case .approximate(let epsilon, let delta): try .approximate(epsilon: epsilon, delta: delta)
        case .poissonSampled(let part, let rate): try plan(part).poissonSampled(rate: rate)
        case .repeated(let part, let count): try plan(part).selfComposed(count: count)
        default: throw AccountingError.unsupportedEvent
        }
    }

    private func answer(
        _ row: ReferenceRow, _ arithmetic: PrivacyLossDistribution.Arithmetic
    ) throws -> PrivacyBracket {
        var all = PrivacyLossDistribution.none
        for release in try releases(row) {
            let count = row.mechanism == "Heterogeneous" ? 1 : row.count
            all = all.composed(with: try release.selfComposed(count: count))
        }
        return row.query.hasPrefix("delta")
            ? try all.delta(epsilon: Rational(decimal: row.number("eps")), arithmetic: arithmetic)
            : try all.epsilon(
                delta: Rational(decimal: row.number("delta")), arithmetic: arithmetic)
    }

    /// The exact column has some 15 digits.
    private func expect(_ bracket: PrivacyBracket, near exact: Double) {
        #expect(bracket.lower <= exact * (1 + 1e-13))
        #expect(bracket.upper >= exact * (1 - 1e-13))
        #expect(bracket.upper <= exact + max(2e-5 * exact, 1e-7))
    }

    @Test(
        arguments: ReferenceRow.rows(
            11, 13, 17, 19, 20, 22, 32, 34, 35, 37, 38, 40, 43, 44, 46, 49, 50, 52, 53)
    )
    func `the fast arithmetic is exact from above`(_ row: ReferenceRow) throws {
        expect(try answer(row, .fast), near: row.exact!)
    }

    @Test(arguments: ReferenceRow.rows(11, 19, 20, 22, 32, 34, 40, 43, 44, 49, 53))
    func `the certified arithmetic is exact from above`(_ row: ReferenceRow) throws {
        expect(try answer(row, .certified), near: row.exact!)
    }

    /// dp-accounting's grid is 10^-4; its own value may be a little below the truth.
    @Test(arguments: ReferenceRow.rows(26, 28, 41, 61, 67, 70, 79))
    func `without a closed form it is no looser than dp-accounting`(_ row: ReferenceRow) throws {
        let bracket = try answer(row, .fast)
        #expect(bracket.upper <= row.value * (1 + 1e-6))
        let fine = row.id == 67 ? 0.118238209392 : row.value
        #expect(bracket.upper >= fine - 1e-4 && bracket.lower <= fine * (1 + 1e-9))
    }

    private static let plan = try! PrivacyLossDistribution.gaussian(multiplier: Rational(10))
        .selfComposed(count: 100)

    @Test(arguments: [PrivacyLossDistribution.Arithmetic.fast, .certified])
    func `from delta 1e-5 to 1e-18 there is no jump`(
        _ arithmetic: PrivacyLossDistribution.Arithmetic
    ) throws {
        let step = arithmetic == .fast ? 1 : 4
        for digits in stride(from: 5, through: 18, by: step) {
            let delta = Rational(significand: 1, exponent: Int32(-digits))
            let bracket = try Self.plan.epsilon(delta: delta, arithmetic: arithmetic)
            let exact = try GaussianCost(muSquared: Rational(1)).epsilon(delta: delta)
            #expect(bracket.lower <= exact.upper && exact.lower <= bracket.upper)
            #expect(bracket.upper <= exact.upper * (1 + 2e-5))
        }
    }

    /// Up to the bracket's width: the truth is monotone, and lies in the brackets.
    @Test func `more noise, a larger delta and fewer releases cost less`() throws {
        var previous: [String: Double] = [:]
        func check(_ name: String, _ bracket: PrivacyBracket) {
            #expect(bracket.lower <= (previous[name] ?? .infinity), "\(name)")
            previous[name] = bracket.upper
        }
        for tenths in stride(from: 10, through: 200, by: 10) {
            let multiplier = Rational(tenths) / Rational(10)
            let noise = try PrivacyLossDistribution.gaussian(multiplier: multiplier)
                .composed(with: .laplace(multiplier: multiplier))
            check("noise", try noise.epsilon(delta: Rational(decimal: 1e-6)))
        }
        let sampled = try PrivacyLossDistribution.gaussian(multiplier: Rational(2))
            .poissonSampled(rate: Rational(decimal: 0.2))
        for digits in stride(from: 12, to: 0, by: -2) {
            let delta = Rational(significand: 1, exponent: Int32(-digits))
            check("delta", try sampled.epsilon(delta: delta))
        }
        for count in [200, 100, 50, 20, 3, 1] {
            let plan = try sampled.selfComposed(count: count)
            check("count", try plan.epsilon(delta: Rational(decimal: 1e-6)))
        }
    }

    @Test(arguments: [2e6, 1e3, 1.0, 0.05, 0.03])
    func `epsilon is told from 1e-6 to 1e3`(_ sigma: Double) throws {
        let plan = try PrivacyLossDistribution.gaussian(multiplier: Rational(decimal: sigma))
        let delta = Rational(decimal: 1e-9)
        let bracket = try plan.epsilon(delta: delta)
        let exact = try GaussianCost(
            muSquared: Rational(1) / (Rational(decimal: sigma) * Rational(decimal: sigma))
        ).epsilon(delta: delta)
        #expect(bracket.lower <= exact.upper && exact.lower <= bracket.upper)
        #expect(bracket.upper <= exact.upper + max(2e-5 * exact.upper, 1e-7))
    }

    @Test func `a plan is the sum of its parts, in any order`() throws {
        let one = try PrivacyLossDistribution.gaussian(multiplier: Rational(3))
        let other = try PrivacyLossDistribution.discreteLaplace(
            scale: Rational(4), sensitivity: 2)
        let delta = Rational(decimal: 1e-7)
        let together = try one.composed(with: other).composed(with: one).epsilon(delta: delta)
        #expect(
            try other.composed(with: one.selfComposed(count: 2)).epsilon(delta: delta) == together)
        let none = PrivacyLossDistribution.none
        #expect(try none.epsilon(delta: Rational(0)) == PrivacyBracket(lower: 0, upper: 0))
        #expect(none.composed(with: one) == one)
        #expect(try one.poissonSampled(rate: Rational(1)) == one)
    }

    @Test func `what can't be answered is refused`() throws {
        typealias Plan = PrivacyLossDistribution
        func refuses(_ make: () throws -> Plan) {
            #expect(throws: AccountingError.self) { _ = try make() }
        }
        refuses { try Plan.gaussian(multiplier: Rational(0)) }
        refuses { try Plan.laplace(multiplier: Rational(0) - Rational(1)) }
        refuses { try Plan.discreteLaplace(scale: Rational(1), sensitivity: 0) }
        refuses { try Plan.discreteGaussian(sigma: Rational(1), sensitivity: 65) }
        refuses { try Plan.staircase(epsilon: Rational(1), sensitivity: 3, width: 4) }
        refuses { try Plan.randomizedResponse(epsilon: Rational(1), options: 1) }
        refuses { try Plan.approximate(epsilon: Rational(1), delta: Rational(2)) }
        let plan = try Plan.gaussian(multiplier: Rational(1))
        refuses { try plan.selfComposed(count: 0) }
        refuses { try plan.poissonSampled(rate: Rational(2)) }
        refuses { try plan.selfComposed(count: 2).poissonSampled(rate: Rational(decimal: 0.5)) }
        #expect(throws: AccountingError.noFiniteEpsilon) { try plan.epsilon(delta: Rational(0)) }
        #expect(throws: AccountingError.parameter(.delta)) { try plan.epsilon(delta: Rational(1)) }
        #expect(throws: AccountingError.parameter(.epsilon)) {
            try plan.delta(epsilon: Rational(0) - Rational(1))
        }
        let leaky = try Plan.approximate(epsilon: Rational(1), delta: Rational(decimal: 0.01))
        #expect(throws: AccountingError.noFiniteEpsilon) {
            try leaky.epsilon(delta: Rational(decimal: 0.001))
        }
    }

    /// One response reaches to 50, a hundred times beyond what the other releases add: the window can't hold both well.
    @Test(arguments: ["1e-6", "1e-10", "1e-38"])
    func `a law that reaches far beside narrow ones doesn't cut the answer off`(
        _ delta: String
    ) throws {
        let plan = try PrivacyLossDistribution.randomizedResponse(
            epsilon: Rational(50), options: 2
        ).composed(with: .gaussian(multiplier: Rational(100)).selfComposed(count: 100))
        let asked = Rational(decimal: Double(delta)!)
        let fast = try plan.epsilon(delta: asked, arithmetic: .fast)
        let certified = try plan.epsilon(delta: asked, arithmetic: .certified)
        #expect(max(fast.lower, certified.lower) <= min(fast.upper, certified.upper))
        // True: 50.397, 50.575 and above 51.226.
        #expect(fast.upper < (delta == "1e-6" ? 50.41 : delta == "1e-10" ? 50.59 : 52))
        #expect(fast.upper > (delta == "1e-38" ? 51.226163894494314 : 50.39))
    }

    @Test(arguments: [(0.5, 1e-6), (0.25, 1e-15)])
    func `a rare sample of nearly bare data is answered in little memory`(
        _ multiplier: Double, _ rate: Double
    ) throws {
        let release = try PrivacyLossDistribution.gaussian(
            multiplier: Rational(decimal: multiplier)
        )
        .poissonSampled(rate: Rational(decimal: rate))
        let bracket = try release.epsilon(delta: Rational(decimal: 1e-6), arithmetic: .fast)
        #expect(bracket.lower <= bracket.upper && bracket.upper < 44)
    }

    @Test func `a staircase wider than the fixed point holds is refused`() {
        #expect(throws: AccountingError.unsupportedEvent) {
            try PrivacyLossDistribution.staircase(
                epsilon: Rational(decimal: 1e-9), sensitivity: 1_000_000_000_000,
                width: 500_000_000_000)
        }
    }
}
