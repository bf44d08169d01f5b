import Testing

@testable import DifferentialPrivacy
@testable import PrivacyAccounting

@Suite struct FilterTests {
    private func gaussian(_ sigma: Double, _ adjacency: Adjacency = .addRemove) -> PrivacyEvent {
        PrivacyEvent(
            .gaussian(standardDeviation: Rational(decimal: sigma), l2Sensitivity: Rational(1)),
            adjacency: adjacency)
    }

    @Test func `a concentrated limit is spent exactly to the last`() throws {
        // ρ = 1/200 each, 20 of them.
        let limit = ConcentratedCost(rho: Rational(decimal: 0.1), delta: Rational(0))
        var budget = PrivacyBudget(filter: ZCDPFilter(limit: limit))
        for _ in 0..<20 { _ = try budget.charge(gaussian(10)) }
        #expect(budget.left == PrivacyCost(epsilon: Rational(0), delta: Rational(0)))
        do {
            _ = try budget.charge(gaussian(1000))
            Issue.record("the budget was overspent")
        } catch {}
    }

    @Test(arguments: [(1.0, 1e-6), (0.1, 1e-9), (5.0, 1e-3)])
    func `a concentrated filter made for (ε, δ) grants what costs no more, and nearly all of it`(
        _ epsilon: Double, _ delta: Double
    ) throws {
        let filter = try ZCDPFilter(epsilon: epsilon, delta: delta)
        let cost = filter.costLeft
        #expect(try cost.epsilon(delta: Rational(decimal: delta)).upper <= epsilon)
        let more = ConcentratedCost(rho: cost.rho * Rational(decimal: 1.000001), delta: cost.delta)
        #expect(try more.epsilon(delta: Rational(decimal: delta)).upper > epsilon)
        let least = try #require(filter.left.epsilon > Rational(0) ? filter.left : nil)
        // The largest pure release fits, and one a little larger doesn't.
        var granting = filter
        try granting.spend(PrivacyEvent(.approximate(epsilon: least.epsilon, delta: Rational(0))))
        var refusing = filter
        let tooMuch = PrivacyEvent(
            .approximate(epsilon: least.epsilon * Rational(decimal: 1.001), delta: Rational(0)))
        #expect(throws: BudgetError.self) { try refusing.spend(tooMuch) }
        #expect(refusing == filter)
    }

    @Test(arguments: [nil, [2.0, 8, 16]])
    func `a Renyi filter grants only what fits every order, and the whole keeps (ε, δ)`(
        _ orders: [Double]?
    ) throws {
        var filter = try RDPFilter(epsilon: 1, delta: 1e-6, orders: orders)
        #expect(orders != nil || filter.orders.count == 1)
        let event = PrivacyEvent(
            .poissonSampled(gaussian(2).mechanism, rate: Rational(decimal: 0.01)))
        var accountant = RDPAccountant(adjacency: .addRemove)
        var granted = 0
        while granted < 100_000, (try? filter.spend(event)) != nil { granted += 1 }
        #expect(granted > 100 && granted < 100_000)
        try accountant.compose(event, count: granted)
        #expect(try accountant.epsilon(delta: 1e-6).upper <= 1)
        #expect(filter.divergencesLeft.allSatisfy { $0 >= Rational(0) })
    }

    @Test func `one order that doesn't fit is enough to refuse`() throws {
        var filter = try RDPFilter(
            orders: [2, 64], divergences: [Rational(100), Rational(decimal: 0.3)])
        // α/200: 0.01 and 0.32.
        #expect(throws: BudgetError.self) { try filter.spend(gaussian(10)) }
        #expect(filter.divergencesLeft == [Rational(100), Rational(decimal: 0.3)])
        try filter.spend(gaussian(11))
    }

    @Test func `filters refuse other neighbours, impossible events and what they can't bound`()
        throws
    {
        var concentrated = try ZCDPFilter(epsilon: 1, delta: 1e-6)
        var renyi = try RDPFilter(epsilon: 1, delta: 1e-6)
        let before = (concentrated, renyi)
        let unknown = PrivacyEvent(
            .poissonSampled(
                .discreteGaussian(
                    epsilon: Rational(0), delta: Rational(0), sigma: Rational(9),
                    linfSensitivity: Rational(1), l0Sensitivity: 1), rate: Rational(decimal: 0.1)))
        for (event, error) in [
            (
                gaussian(10, .replaceOne),
                BudgetError.differentAdjacency(asked: .replaceOne, budget: .addRemove)
            ),
            (
                PrivacyEvent(.approximate(epsilon: Rational(-1), delta: Rational(0))),
                .impossibleEvent
            ),
            (unknown, .unboundedEvent),
        ] {
            #expect(throws: error) { try concentrated.spend(event) }
            #expect(throws: error) { try renyi.spend(event) }
        }
        #expect(concentrated == before.0 && renyi == before.1)
    }

    @Test func `an event's own delta is taken from the filter's, if it has one`() throws {
        let event = PrivacyEvent(
            .approximate(epsilon: Rational(decimal: 0.01), delta: Rational(decimal: 1e-9)))
        var none = try ZCDPFilter(epsilon: 1, delta: 1e-6)
        #expect(throws: BudgetError.self) { try none.spend(event) }
        var some = try ZCDPFilter(epsilon: 1, delta: 1e-6, eventsDelta: 1e-9)
        try some.spend(event)
        #expect(some.costLeft.delta == Rational(0))
        #expect(throws: BudgetError.self) { try some.spend(event) }
    }
}
