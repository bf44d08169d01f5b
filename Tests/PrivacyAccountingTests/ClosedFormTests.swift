import Foundation
import Testing

@testable import DifferentialPrivacy
@testable import PrivacyAccounting

/// Random cases against 40 digits of their closed forms; `Vectors/make_closed_forms.py` computes those.
@Suite struct ClosedFormTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let numbers: [Double]
        let value: Rational
        var testDescription: String { "\(name) \(numbers)" }
    }

    static let cases: [Case] = {
        let file = Bundle.module.url(
            forResource: "closed_forms", withExtension: "txt", subdirectory: "Vectors")!
        let text = try! String(contentsOf: file, encoding: .utf8)
        return text.split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            return Case(
                name: String(words[0]), numbers: words[1..<(words.count - 1)].map { Double($0)! },
                value: Rational(text: words.last!))
        }
    }()

    static func all(_ names: String...) -> [Case] { cases.filter { names.contains($0.name) } }

    private func gaussian(_ sigma: Double) -> PrivacyEvent {
        PrivacyEvent(
            .gaussian(standardDeviation: Rational(decimal: sigma), l2Sensitivity: Rational(1)))
    }

    private func divergence(
        _ mechanism: PrivacyEvent.Mechanism, _ order: Double, _ adjacency: Adjacency = .addRemove
    ) throws -> Double {
        let event = PrivacyEvent(mechanism, adjacency: adjacency)
        return try RenyiCost(event, orders: [order]).divergences[0]!.approximation
    }

    @Test func `there are more than two hundred cases`() {
        #expect(
            Self.cases.count { !$0.name.contains("ex") && !$0.name.contains("logarithm") } > 200)
    }

    @Test(arguments: all("gaussian_epsilon"))
    func `the epsilon of Gaussian releases is never below its closed form`(_ a: Case) throws {
        var accountant = GDPAccountant(adjacency: .addRemove)
        try accountant.compose(gaussian(a.numbers[0]), count: Int(a.numbers[1]))
        let bracket = try accountant.epsilon(delta: a.numbers[2])
        expectTight(bracket, a)
    }

    @Test(arguments: all("gaussian_delta"))
    func `the delta of Gaussian releases is never below its closed form`(_ a: Case) throws {
        var accountant = GDPAccountant(adjacency: .addRemove)
        try accountant.compose(gaussian(a.numbers[0]), count: Int(a.numbers[1]))
        expectTight(try accountant.delta(epsilon: a.numbers[2]), a)
    }

    @Test(arguments: all("optimal_epsilon"))
    func `the epsilon of optimal composition is never below the lattice's`(_ a: Case) throws {
        var accountant = OptimalAccountant(adjacency: .addRemove)
        let event = PrivacyEvent(
            .approximate(
                epsilon: Rational(decimal: a.numbers[0]), delta: Rational(decimal: a.numbers[1])))
        try accountant.compose(event, count: Int(a.numbers[2]))
        expectTight(try accountant.epsilon(delta: a.numbers[3]), a)
    }

    @Test(arguments: all("optimal_delta"))
    func `the delta of optimal composition is never below the lattice's`(_ a: Case) throws {
        var accountant = OptimalAccountant(adjacency: .addRemove)
        let event = PrivacyEvent(
            .approximate(epsilon: Rational(decimal: a.numbers[0]), delta: Rational(0)))
        try accountant.compose(event, count: Int(a.numbers[1]))
        expectTight(try accountant.delta(epsilon: a.numbers[2]), a)
    }

    @Test(arguments: all("concentrated_epsilon"))
    func `the epsilon of concentrated privacy is never below the least over all orders`(
        _ a: Case
    ) throws {
        let cost = ConcentratedCost(rho: Rational(decimal: a.numbers[0]), delta: Rational(0))
        let upper = try cost.epsilon(delta: Rational(decimal: a.numbers[1])).upper
        // Where the formula is negative or hardly more, the total variation says more.
        if a.value > Rational(exactly: 1e-3) { expectTight(upper, a) }
    }

    @Test(
        arguments: all(
            "laplace_divergence", "discrete_laplace_divergence", "response_divergence",
            "sampled_gaussian_divergence"))
    func `Renyi divergences are never below their sums`(_ a: Case) throws {
        let numbers = a.numbers
        let order = numbers.last!
        let first = Rational(decimal: numbers[0])
        let bound =
            switch a.name {
            case "laplace_divergence":
                try divergence(.laplace(l1Sensitivity: Rational(1), scale: first), order)
            case "discrete_laplace_divergence":
                try divergence(
                    .discreteLaplace(
                        epsilon: Rational(1), l1Sensitivity: Rational(decimal: numbers[1]),
                        scale: first, coordinates: 1), order)
            case "response_divergence":
                try divergence(
                    .randomizedResponse(epsilon: first, categories: Int(numbers[1])), order, .local)
            default:
                try divergence(
                    .poissonSampled(
                        .gaussian(standardDeviation: first, l2Sensitivity: Rational(1)),
                        rate: Rational(decimal: numbers[1])), order)
            }
        expectTight(bound, a)
        if a.name == "response_divergence", numbers[1] == 2 {
            // Two answers are the worst that is purely private.
            let pure = try divergence(.approximate(epsilon: first, delta: Rational(0)), order)
            expectTight(pure, a)
        }
    }

    @Test(
        arguments: all(
            "exponential", "exponential_minus_one", "logarithm", "logarithm_of_one_plus"))
    func `enclosures hold the function's value and are narrow`(_ a: Case) {
        // The argument is a decimal: what is between two doubles.
        let decimal = Rational(decimal: abs(a.numbers[0]))
        let argument = a.numbers[0] < 0 ? -Enclosure(decimal) : Enclosure(decimal)
        let value =
            switch a.name {
            case "exponential": argument.exponential
            case "exponential_minus_one": argument.exponentialMinusOne
            case "logarithm": argument.logarithm
            default: argument.logarithmOfOnePlus
            }
        #expect(Rational(exactly: value.lower) <= a.value)
        #expect(Rational(exactly: value.upper) >= a.value)
        let magnitude = max(abs(value.lower), abs(value.upper))
        #expect(value.upper - value.lower <= magnitude * 0x1p-42 + 0x1p-51)
    }

    private func expectTight(_ bracket: PrivacyBracket, _ a: Case) {
        expectTight(bracket.upper, a)
        #expect(Rational(exactly: bracket.lower) <= a.value)
        #expect(bracket.upper - bracket.lower <= 1e-10 * bracket.upper)
    }

    private func expectTight(_ upper: Double, _ a: Case) {
        let excess = relativeExcess(upper, over: a.value)
        #expect(excess >= 0 && excess <= 1e-10, "a relative \(excess) above")
    }
}
