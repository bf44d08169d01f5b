import DifferentialPrivacy
import Testing

@Suite struct BudgetTests {
    let bmi = [22.5, 28.1, 31.2, 19.8, 25.4, 42.0, 26.5, 23.1]

    @Test func threeTimesATenthFitsInThreeTenths() throws {
        var budget = try PrivacyBudget(epsilon: 0.3)
        let count = try Count(epsilon: 0.1)
        for _ in 0..<3 { _ = try budget.release(count, over: bmi) }
        #expect(budget.left.epsilon == Rational(0))
        do {
            _ = try budget.release(count, over: bmi)
            Issue.record("the budget was overspent")
        } catch {
            #expect(
                "\(error)"
                    == "the privacy budget doesn't allow this release: it costs epsilon 0.1, left is epsilon 0.0"
            )
        }
    }

    /// D9: every release costs its ε; the budget counts and refuses, and a refusal costs nothing.
    @Test func everyReleaseIsChargedAndARefusalCostsNothingD9() throws {
        var budget = try PrivacyBudget(epsilon: 1, delta: 1e-6)
        let mean = try BoundedMean<Double>(epsilon: 0.7, lowerBound: 10, upperBound: 60)
        let answer = try budget.release(mean, over: bmi)
        #expect((10...60).contains(answer.value) && answer.event == mean.event)
        do {
            _ = try budget.release(mean, over: bmi)
            Issue.record("the budget was overspent")
        } catch {
            #expect(budget.left.epsilon == Rational(decimal: 0.3))
        }
        let cheaper = try BoundedMean<Double>(epsilon: 0.3, lowerBound: 10, upperBound: 60)
        _ = try budget.release(cheaper, over: bmi)
        #expect(budget.left.epsilon == Rational(0) && budget.left.delta == Rational(decimal: 1e-6))
    }

    @Test func aChargePaysForOneReleaseOfItsOwnEvent() throws {
        var budget = try PrivacyBudget(epsilon: 2)
        let mean = try BoundedMean<Double>(epsilon: 0.5, lowerBound: 10, upperBound: 60)
        let charge = try budget.charge(mean.event)
        var accumulator = mean.makeAccumulator()
        accumulator.addEntries(bmi)
        let release = try accumulator.release(paying: charge, confidenceLevel: 0.9)
        #expect(release.interval?.confidenceLevel == 0.9)
        let other = try budget.charge(Count(epsilon: 0.5).event)
        var unpaid = mean.makeAccumulator()
        unpaid.addEntries(bmi)
        do {
            _ = try unpaid.release(paying: other)
            Issue.record("a charge for a count paid for a mean")
        } catch {
            #expect(error == .chargeForAnotherEvent)
        }
    }

    @Test func deltaAddsUpAndOtherAdjacenciesAreRefused() throws {
        var budget = try PrivacyBudget(epsilon: 10, delta: 3e-7)
        let event = PrivacyEvent(.approximate(epsilon: Rational(1), delta: Rational(decimal: 1e-7)))
        for _ in 0..<3 { _ = try budget.charge(event) }
        #expect(throws: BudgetError.self) { _ = try budget.charge(event) }
        let local = PrivacyEvent(
            .approximate(epsilon: Rational(1), delta: Rational(0)), adjacency: .local)
        do {
            _ = try budget.charge(local)
            Issue.record("an event of another adjacency was charged")
        } catch {
            #expect(error == .differentAdjacency(asked: .local, budget: .addRemove))
        }
        let cheat = PrivacyEvent(
            .discreteLaplace(
                epsilon: Rational(decimal: 1e-9), l1Sensitivity: Rational(1000), scale: Rational(1),
                coordinates: 1))
        #expect(cheat.epsilon == Rational(1000))
        let free = PrivacyEvent(.approximate(epsilon: Rational(0), delta: Rational(0)))
        #expect(throws: BudgetError.self) { _ = try budget.charge(free) }
        let refund = PrivacyEvent(.approximate(epsilon: Rational(-1), delta: Rational(0)))
        #expect(throws: BudgetError.self) { _ = try budget.charge(refund) }
    }

    @Test func limitsAreChecked() {
        for epsilon in [0, -1, Double.nan, .infinity] {
            #expect(throws: ParameterError.self) { _ = try PrivacyBudget(epsilon: epsilon) }
        }
        for delta in [-1e-9, 1, Double.nan] {
            #expect(throws: ParameterError.self) { _ = try PrivacyBudget(epsilon: 1, delta: delta) }
        }
    }
}
