import Testing

@testable import DifferentialPrivacy
@testable import PrivacyAccounting

/// The reference rows of dp-accounting 0.6.0, against the accountants that have a closed form, a lattice or orders; the rows of
/// loss distributions are in ``PLDReferenceTests``.
@Suite struct ReferenceTests {
    /// The orders that dp-accounting looks at when none are given.
    static let defaultOrders: [Double] =
        (1..<100).map { 1 + Double($0) / 10 } + (11..<64).map(Double.init) + [128, 256, 512, 1024]

    @Test(arguments: ReferenceRow.rows(1, 2, 4, 11, 13, 17))
    func `Gaussian rows are exact`(_ row: ReferenceRow) throws {
        let accountant = try row.composed(GDPAccountant.init(adjacency:))
        expectTight(try accountant.epsilon(delta: row.number("delta")), row.exact!)
    }

    @Test(arguments: ReferenceRow.rows(19, 20))
    func `the deltas of Gaussian rows are exact`(_ row: ReferenceRow) throws {
        let accountant = try row.composed(GDPAccountant.init(adjacency:))
        expectTight(try accountant.delta(epsilon: row.number("eps")), row.exact!)
    }

    @Test(arguments: ReferenceRow.rows(5, 7, 8))
    func `calibrated standard deviations are exact`(_ row: ReferenceRow) throws {
        let target = try PrivacyTarget(epsilon: row.number("eps"), delta: row.number("delta"))
        let sigma = try target.leastNoise(under: GDPAccountant(adjacency: .addRemove)) { noise in
            [
                (
                    PrivacyEvent(.gaussian(standardDeviation: noise, l2Sensitivity: Rational(1))),
                    row.count
                )
            ]
        }
        #expect(abs(try #require(sigma) / row.exact! - 1) <= 1e-10)
    }

    @Test(arguments: ReferenceRow.rows(52, 53, 50))
    func `optimal composition is exact, and counts randomized responses`(
        _ row: ReferenceRow
    ) throws {
        let accountant = try row.composed(OptimalAccountant.init(adjacency:))
        let bracket = try accountant.epsilon(delta: row.number("delta"))
        expectTight(bracket, row.exact!)
        if row.id == 50 { #expect(bracket.upper > 90 * row.value / 1.1) }
    }

    @Test(arguments: ReferenceRow.rows(43, 44, 46))
    func `binary randomized response is optimal composition`(_ row: ReferenceRow) throws {
        let accountant = try row.composed(OptimalAccountant.init(adjacency:))
        expectTight(try accountant.epsilon(delta: row.number("delta")), row.exact!)
    }

    @Test(
        arguments: ReferenceRow.rows(10, 14, 16, 23, 25, 29, 31, 43, 47, 49, 71, 73, 74, 76, 77, 80)
    )
    func `Renyi rows agree on the same orders, and are no higher over all orders`(
        _ row: ReferenceRow
    ) throws {
        let delta = row.number("delta")
        let whole = row.mechanism == "SampledWithoutReplacement Gaussian"
        let orders = Self.defaultOrders.filter { !whole || $0 == $0.rounded() && $0 <= 256 }
        let same = try row.composed { try RDPAccountant(adjacency: $0, orders: orders) }
        let sameEpsilon = try same.epsilon(delta: delta).upper
        // Of repeated selections the second order and δ̂ are free: ours may be lower.
        if row.mechanism != "RepeatAndSelect" {
            #expect(abs(sameEpsilon / row.value - 1) <= 1e-9, "\(sameEpsilon) for \(row.value)")
        }
        let best = try row.composed(RDPAccountant.init(adjacency:)).epsilon(delta: delta).upper
        #expect(best <= row.value * (1 + 1e-9), "\(best) for \(row.value)")
        #expect(row.exact.map { best >= $0 * (1 - 1e-11) } ?? (best > row.value / 1.3))
    }

    @Test(arguments: ReferenceRow.rows(73, 74))
    func `concentrated rows are the optimum over all orders`(_ row: ReferenceRow) throws {
        let accountant = try row.composed(ZCDPAccountant.init(adjacency:))
        let upper = try accountant.epsilon(delta: row.number("delta")).upper
        #expect(abs(upper / row.exact! - 1) <= 1e-10)
    }

    /// The exact column has some 15 digits.
    private func expectTight(_ bracket: PrivacyBracket, _ exact: Double) {
        #expect(bracket.upper >= exact * (1 - 1e-13) && bracket.upper <= exact * (1 + 1e-10))
        #expect(bracket.lower <= exact * (1 + 1e-13))
    }
}
