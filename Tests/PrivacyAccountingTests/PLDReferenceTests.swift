import Testing

@testable import DifferentialPrivacy
@testable import PrivacyAccounting

/// The rows of dp-accounting 0.6.0 that are computed with privacy loss distributions, within the tolerances of the reference.
@Suite struct PLDReferenceTests {
    private func bracket(_ row: ReferenceRow) throws -> PrivacyBracket {
        let accountant = try row.composed(PLDAccountant.init(adjacency:))
        return row.query.hasPrefix("delta@")
            ? try accountant.delta(epsilon: row.number("eps"))
            : try accountant.epsilon(delta: row.number("delta"))
    }

    @Test(
        arguments: ReferenceRow.rows(
            11, 13, 17, 19, 20, 22, 32, 34, 35, 37, 38, 40, 43, 44, 46, 50, 52, 53))
    func `where an exact value exists, ours is at or hardly above it`(_ row: ReferenceRow) throws {
        let exact = try #require(row.exact)
        let bracket = try bracket(row)
        // The column has some 15 digits, and e^ε of a response isn't a rational.
        #expect(bracket.upper >= exact * (1 - 1e-13))
        #expect(bracket.upper <= exact + max(2e-5 * exact, 1e-7), "\(bracket.upper) for \(exact)")
        #expect(bracket.lower <= exact * (1 + 1e-13))
    }

    @Test(arguments: ReferenceRow.rows(26, 28, 41, 70, 79))
    func `where none exists, ours is no higher than dp-accounting's on its fine grid`(
        _ row: ReferenceRow
    ) throws {
        let bracket = try bracket(row)
        #expect(bracket.upper <= row.value * (1 + 1e-6), "\(bracket.upper) for \(row.value)")
        #expect(bracket.upper >= row.value - 1e-4 || bracket.lower > 0)
        #expect(bracket.lower <= bracket.upper)
    }

    /// A row with its optimistic lower bracket and, where there is one, its value on a finer grid.
    @Test(arguments: [(55, 56, 83), (58, 59, nil), (61, 62, nil), (64, 65, 85), (67, 68, 86)])
    func `sampled Gaussian rows lie between the lower bracket and dp-accounting's value`(
        _ id: Int, _ lower: Int, _ fine: Int?
    ) throws {
        let row = ReferenceRow.rows(id)[0]
        let bracket = try bracket(row)
        #expect(bracket.upper <= row.value * (1 + 1e-6), "\(bracket.upper) for \(row.value)")
        #expect(bracket.upper >= ReferenceRow.rows(lower)[0].value)
        if let fine {
            #expect(bracket.upper >= ReferenceRow.rows(fine)[0].value - 1e-4)
        }
    }

    @Test func `the least standard deviation under loss distributions is that of the closed form`()
        throws
    {
        let row = ReferenceRow.rows(82)[0]
        let target = try PrivacyTarget(epsilon: 1, delta: 1e-6)
        let sigma = try #require(
            try target.leastNoise(under: PLDAccountant(adjacency: .addRemove), precision: 1e-6) {
                [
                    (
                        PrivacyEvent(.gaussian(standardDeviation: $0, l2Sensitivity: Rational(1))),
                        row.count
                    )
                ]
            })
        #expect(sigma >= row.exact! && sigma <= row.exact! * (1 + 2e-5))
    }

    @Test func `every row of the reference is looked at`() {
        let looked: Set = [
            1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 20, 22, 23, 25, 26, 28, 29, 31, 32, 34,
            35, 37, 38,
            40, 41, 43, 44, 46, 47, 49, 50, 52, 53, 55, 56, 58, 59, 61, 62, 64, 65, 67, 68, 70, 71,
            73, 74,
            76, 77, 79, 80, 82, 83, 85, 86,
        ]
        #expect(Set(ReferenceRow.all.map(\.id)) == looked)
    }
}
