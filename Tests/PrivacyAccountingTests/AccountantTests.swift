import Testing

@testable import DifferentialPrivacy
@testable import PrivacyAccounting

@Suite struct AccountantTests {
    static let gaussian = PrivacyEvent.Mechanism.gaussian(
        standardDeviation: Rational(10), l2Sensitivity: Rational(1))
    static let accountants: [any PrivacyAccountant] = [
        BasicAccountant(adjacency: .addRemove), OptimalAccountant(adjacency: .addRemove),
        RDPAccountant(adjacency: .addRemove), ZCDPAccountant(adjacency: .addRemove),
        GDPAccountant(adjacency: .addRemove), PLDAccountant(adjacency: .addRemove),
    ]

    @Test func `accountants refuse other neighbours, impossible events and counts below one`() {
        for accountant in Self.accountants {
            var accountant = accountant
            #expect(
                throws: AccountingError.differentAdjacency(
                    event: .replaceOne, accountant: .addRemove)
            ) { try accountant.compose(PrivacyEvent(Self.gaussian, adjacency: .replaceOne)) }
            #expect(throws: AccountingError.impossibleEvent) {
                try accountant.compose(PrivacyEvent(.boundedRange(epsilon: Rational(0))))
            }
            #expect(throws: AccountingError.parameter(.count)) {
                try accountant.compose(PrivacyEvent(Self.gaussian), count: 0)
            }
        }
    }

    @Test(arguments: [-1, 1, 2, .nan, .infinity, -.infinity] as [Double])
    func `questions out of range are refused`(_ delta: Double) {
        for accountant in Self.accountants {
            #expect(throws: AccountingError.parameter(.delta)) {
                try accountant.epsilon(delta: delta)
            }
            if !(delta >= 0 && delta.isFinite) {
                #expect(throws: AccountingError.parameter(.epsilon)) {
                    try accountant.delta(epsilon: delta)
                }
            }
        }
        #expect(throws: AccountingError.parameter(.orders)) {
            try RDPAccountant(adjacency: .addRemove, orders: [delta - 1])
        }
        if !(delta > 0 && delta.isFinite) {
            #expect(throws: AccountingError.parameter(.epsilon)) {
                try PrivacyTarget(epsilon: delta, delta: 0.1)
            }
        }
    }

    @Test func `nothing composed costs nothing`() throws {
        for accountant in Self.accountants {
            #expect(try accountant.epsilon(delta: 1e-6).upper == 0)
            #expect(try accountant.delta(epsilon: 1).upper == 0)
        }
    }

    @Test func `a copy asks what one more release would cost`() throws {
        var accountant = ZCDPAccountant(adjacency: .addRemove)
        try accountant.compose(PrivacyEvent(Self.gaussian), count: 10)
        let before = try accountant.epsilon(delta: 1e-6)
        var copy = accountant
        try copy.compose(PrivacyEvent(Self.gaussian))
        #expect(try copy.epsilon(delta: 1e-6).upper > before.upper)
        #expect(try accountant.epsilon(delta: 1e-6) == before)
    }

    @Test func `a refused part leaves the accountant as it was`() throws {
        let unknown = PrivacyEvent(
            .composed([
                .approximate(epsilon: Rational(1), delta: Rational(0)),
                .repeatAndSelect(Self.gaussian, runs: .poisson(mean: Rational(2))),
            ]))
        var basic = BasicAccountant(adjacency: .addRemove)
        var optimal = OptimalAccountant(adjacency: .addRemove)
        #expect(throws: AccountingError.unsupportedEvent) { try basic.compose(unknown) }
        #expect(throws: AccountingError.unsupportedEvent) { try optimal.compose(unknown) }
        #expect(basic == BasicAccountant(adjacency: .addRemove))
        #expect(optimal == OptimalAccountant(adjacency: .addRemove))
        try optimal.compose(PrivacyEvent(.boundedRange(epsilon: Rational(1))))
        #expect(throws: AccountingError.differentEvents) {
            try optimal.compose(PrivacyEvent(.boundedRange(epsilon: Rational(2))))
        }
    }

    @Test func `what isn't Gaussian has no mu`() throws {
        var accountant = GDPAccountant(adjacency: .addRemove)
        let discrete = PrivacyEvent(
            .discreteGaussian(
                epsilon: Rational(0), delta: Rational(0), sigma: Rational(10),
                linfSensitivity: Rational(1), l0Sensitivity: 1))
        #expect(throws: AccountingError.unsupportedEvent) { try accountant.compose(discrete) }
    }

    /// Costs fall with noise, rise with the count and fall as δ rises; a figure is finite and never NaN.
    @Test func `epsilon is monotone in noise, count and delta`() throws {
        for make in [
            { RDPAccountant(adjacency: .addRemove) as any PrivacyAccountant },
            { ZCDPAccountant(adjacency: .addRemove) }, { GDPAccountant(adjacency: .addRemove) },
            { BasicAccountant(adjacency: .addRemove) },
        ] {
            func epsilon(_ sigma: Double, _ count: Int, _ delta: Double) throws -> Double {
                var accountant = make()
                let event = PrivacyEvent(
                    .gaussian(
                        standardDeviation: Rational(decimal: sigma), l2Sensitivity: Rational(1)))
                try accountant.compose(event, count: count)
                return try accountant.epsilon(delta: delta).upper
            }
            for sigma in [0.6, 1, 5, 40, 3000] {
                for count in [1, 10, 1000] {
                    for delta in [1e-5, 1e-9, 1e-18] {
                        let here = try epsilon(sigma, count, delta)
                        #expect(here.isFinite && here >= 0)
                        #expect(try epsilon(sigma * 1.01, count, delta) <= here * (1 + 1e-9))
                        #expect(try epsilon(sigma, count + 1, delta) >= here * (1 - 1e-9))
                        #expect(try epsilon(sigma, count, delta * 1.01) <= here * (1 + 1e-9))
                    }
                }
            }
        }
    }

    @Test func `a delta read at an epsilon is that of the epsilon read at the delta`() throws {
        let event = PrivacyEvent(.approximate(epsilon: Rational(decimal: 0.1), delta: Rational(0)))
        for accountant in Self.accountants.prefix(4) {
            var accountant = accountant
            try accountant.compose(event, count: 50)
            let epsilon = try accountant.epsilon(delta: 1e-7).upper
            #expect(try accountant.delta(epsilon: epsilon).upper <= 1e-7 * (1 + 1e-9))
        }
    }

    /// From the smallest to the largest that a double can type, no figure is NaN or infinite.
    @Test func `extreme parameters give figures or typed errors`() throws {
        let numbers = [Double.leastNonzeroMagnitude, 1e-100, 1e-9, 1e9, 1.7e308].map {
            Rational(decimal: $0)
        }
        let deltas = [Double.leastNonzeroMagnitude, 1e-18, 0.9999999999999999]
        for number in numbers {
            let mechanisms: [PrivacyEvent.Mechanism] = [
                .gaussian(standardDeviation: number, l2Sensitivity: Rational(1)),
                .laplace(l1Sensitivity: Rational(1), scale: number),
                .discreteLaplace(
                    epsilon: Rational(1) / number, l1Sensitivity: Rational(1), scale: number,
                    coordinates: 1),
                .approximate(epsilon: number, delta: Rational(0)),
                .zeroConcentrated(rho: number, delta: Rational(0)),
                .poissonSampled(
                    .gaussian(standardDeviation: number, l2Sensitivity: Rational(1)),
                    rate: Rational(decimal: 0.01)),
            ]
            for mechanism in mechanisms {
                for accountant in Self.accountants {
                    var accountant = accountant
                    guard (try? accountant.compose(PrivacyEvent(mechanism), count: 3)) != nil
                    else { continue }
                    for delta in deltas {
                        if let bracket = try? accountant.epsilon(delta: delta) {
                            #expect(bracket.upper.isFinite && bracket.lower <= bracket.upper)
                        }
                    }
                    for epsilon in [0, 1e-6, 1e308] {
                        if let bracket = try? accountant.delta(epsilon: epsilon) {
                            #expect(bracket.lower >= 0 && bracket.lower <= bracket.upper)
                            #expect(bracket.upper <= 1)
                        }
                    }
                }
            }
        }
    }

    @Test func `disjoint parts cost what the dearest costs`() throws {
        let parts = PrivacyEvent(
            .parallel([Self.gaussian, .laplace(l1Sensitivity: Rational(1), scale: Rational(2))]))
        let dearest = PrivacyEvent(.laplace(l1Sensitivity: Rational(1), scale: Rational(2)))
        for accountant in [Self.accountants[2], Self.accountants[3]] {
            var (together, one) = (accountant, accountant)
            try together.compose(parts, count: 7)
            try one.compose(dearest, count: 7)
            let all = try together.epsilon(delta: 1e-6).upper
            #expect(all >= (try one.epsilon(delta: 1e-6).upper))
        }
    }
}
