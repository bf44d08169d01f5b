import Testing

@testable import DifferentialPrivacy

@Suite struct EventTextTests {
    typealias Mechanism = PrivacyEvent.Mechanism

    static let gaussian = Mechanism.gaussian(
        epsilon: Rational(decimal: 0.5), delta: Rational(decimal: 1e-5),
        standardDeviation: Rational(10), l2Sensitivity: Rational(1))
    static let laplace = Mechanism.laplace(l1Sensitivity: Rational(1), scale: Rational(3))
    static let response = Mechanism.randomizedResponse(epsilon: Rational(1), categories: 4)

    static let events: [PrivacyEvent] = [
        PrivacyEvent(gaussian),
        PrivacyEvent(.gaussian(standardDeviation: Rational(exactly: 0.1), l2Sensitivity: .one)),
        PrivacyEvent(laplace, adjacency: .replaceOne),
        PrivacyEvent(
            .discreteLaplace(
                epsilon: .one, l1Sensitivity: Rational(3), scale: Rational(3), coordinates: 2)),
        PrivacyEvent(.staircase(epsilon: Rational(5), sensitivity: 10, width: 2)),
        PrivacyEvent(
            .discreteGaussian(
                epsilon: .zero, delta: .zero, sigma: Rational(7), linfSensitivity: .one,
                l0Sensitivity: 2)),
        PrivacyEvent(response, adjacency: .local),
        PrivacyEvent(.approximate(epsilon: .zero, delta: Rational(decimal: 1e-9))),
        PrivacyEvent(.boundedRange(epsilon: .one)),
        PrivacyEvent(.zeroConcentrated(rho: Rational(decimal: 0.01), delta: .zero)),
        PrivacyEvent(
            .repeated(.poissonSampled(gaussian, rate: Rational(decimal: 0.01)), count: 1000)),
        PrivacyEvent(.composed([gaussian, .parallel([laplace, gaussian]), laplace])),
        PrivacyEvent(
            .sampledWithoutReplacement(gaussian, size: 10, population: 1000), adjacency: .replaceOne
        ),
        PrivacyEvent(.treeAggregation(gaussian, steps: 1000)),
        PrivacyEvent(
            .repeatAndSelect(
                gaussian,
                runs: .negativeBinomial(
                    shape: .zero - Rational(decimal: 0.5), gamma: Rational(decimal: 0.1)))),
        PrivacyEvent(.repeatAndSelect(laplace, runs: .poisson(mean: Rational(10)))),
        PrivacyEvent(
            .shuffled(response, population: 100_000, delta: Rational(decimal: 1e-6)),
            adjacency: .replaceOne),
    ]

    @Test(arguments: events)
    func `an event is read back from its text`(_ event: PrivacyEvent) throws {
        #expect(try PrivacyEvent(canonicalText: event.canonicalText) == event)
    }

    @Test func `the text of an event never changes`() throws {
        #expect(
            Self.events[0].canonicalText
                == "1:add-remove:gaussian(epsilon=1/2,delta=1/100000,standardDeviation=10,l2Sensitivity=1)"
        )
        #expect(
            Self.events[14].canonicalText
                == "1:add-remove:repeatAndSelect(gaussian(epsilon=1/2,delta=1/100000,standardDeviation=10,l2Sensitivity=1),shape=-1/2,gamma=1/10)"
        )
        #expect(
            Self.events[16].canonicalText
                == "1:replace-one:shuffled(randomizedResponse(epsilon=1,categories=4),population=100000,delta=1/1000000)"
        )
    }

    @Test(arguments: events)
    func `every shortened and every altered text is refused, or is another event's own`(
        _ event: PrivacyEvent
    ) {
        let bytes = Array(event.canonicalText.utf8)
        for length in 0..<bytes.count {
            let text = String(decoding: bytes[..<length], as: UTF8.self)
            #expect(throws: EventFormError.self) { try PrivacyEvent(canonicalText: text) }
        }
        for position in bytes.indices {
            for byte in Array("0,()=/-1a: \n".utf8) where byte != bytes[position] {
                var altered = bytes
                altered[position] = byte
                let text = String(decoding: altered, as: UTF8.self)
                if let other = try? PrivacyEvent(canonicalText: text) {
                    #expect(other != event && other.canonicalText == text)
                }
            }
        }
    }

    @Test(arguments: [
        "", "1", "2:add-remove:laplace(l1Sensitivity=1,scale=1)",
        "1:add-remove:laplace(l1Sensitivity=1,scale=01)",
        "1:add-remove:laplace(l1Sensitivity=1,scale=2/2)",
        "1:add-remove:laplace(l1Sensitivity=1,scale=1/0)",
        "1:add-remove:laplace(l1Sensitivity=1,scale=0)",
        "1:add-remove:laplace(l1Sensitivity=-1,scale=1)",
        "1:add-remove:laplace(scale=1,l1Sensitivity=1)",
        "1:add-remove:laplace(l1Sensitivity=1,scale=1,scale=1)",
        "1:add-remove:laplace(l1Sensitivity=1,scale=1))",
        "1:add-remove:laplace(l1Sensitivity=1,scale=1) ",
        "1:add-remove:laplace()", "1:add-remove:composed()", "1:add-remove:composed",
        "1:add-remove:repeated(laplace(l1Sensitivity=1,scale=1),count=99999999999999999999)",
        "1:add-remove:repeated(laplace(l1Sensitivity=1,scale=1),count=1/2)",
        "1:add-remove:randomizedResponse(epsilon=1,categories=2)",
        "1:replace-one:poissonSampled(laplace(l1Sensitivity=1,scale=1),rate=1/2)",
        "1:add-remove:approximate(epsilon=-0,delta=1/2)", "1:add-remove:überraschung(x=1)",
    ])
    func `text that no event has is refused`(_ text: String) {
        #expect(throws: EventFormError.self) { try PrivacyEvent(canonicalText: text) }
    }

    @Test func `deep, long and enormous texts are refused quickly`() {
        let deep =
            "1:add-remove:" + String(repeating: "composed(", count: 5000)
            + "laplace(l1Sensitivity=1,scale=1)" + String(repeating: ")", count: 5000)
        let long =
            "1:add-remove:composed("
            + String(repeating: "laplace(l1Sensitivity=1,scale=1),", count: 5000)
        let enormous =
            "1:add-remove:laplace(l1Sensitivity=1,scale=\(String(repeating: "9", count: 2000)))"
        for text in [deep, long, enormous] {
            #expect(throws: EventFormError.tooLarge) { try PrivacyEvent(canonicalText: text) }
        }
    }

    @Test func `what a huge or tiny number costs is answered, not computed for ever`() throws {
        let huge = "1" + String(repeating: "0", count: 1000)
        for (epsilon, sigma) in [
            (huge, "1/\(huge)"), ("1/\(huge)", huge), (huge, huge), ("1/\(huge)", "1/\(huge)"),
        ] {
            let event = try PrivacyEvent(
                canonicalText:
                    "1:add-remove:gaussian(epsilon=\(epsilon),delta=1/\(huge),standardDeviation=\(sigma),l2Sensitivity=1)"
            )
            #expect(event.delta > .zero && event.delta <= .one)
            let discrete = try PrivacyEvent(
                canonicalText:
                    "1:add-remove:discreteGaussian(epsilon=\(epsilon),delta=1/\(huge),sigma=\(sigma),linfSensitivity=1,l0Sensitivity=1)"
            )
            #expect(discrete.delta > .zero && discrete.delta <= .one)
        }
    }
}

@Suite struct EventCostTests {
    typealias Mechanism = PrivacyEvent.Mechanism

    private func approximate(_ epsilon: Double, _ delta: Double = 0) -> Mechanism {
        .approximate(epsilon: Rational(decimal: epsilon), delta: Rational(decimal: delta))
    }

    @Test func `compounds add up, or take the largest over disjoint parts`() {
        let parts = [approximate(0.1, 1e-6), approximate(0.3)]
        let sum = PrivacyEvent(.composed(parts))
        #expect(sum.epsilon == Rational(decimal: 0.4) && sum.delta == Rational(decimal: 1e-6))
        let most = PrivacyEvent(.parallel(parts))
        #expect(most.epsilon == Rational(decimal: 0.3) && most.delta == Rational(decimal: 1e-6))
        let tenTimes = PrivacyEvent(.repeated(parts[0], count: 10))
        #expect(tenTimes.epsilon == .one && tenTimes.delta == Rational(decimal: 1e-5))
        // 1,000 steps are 10 levels.
        let tree = PrivacyEvent(.treeAggregation(parts[0], steps: 1000))
        #expect(tree.epsilon == .one)
        // A replaced unit may be in the nodes of two steps.
        let moved = PrivacyEvent(
            .treeAggregation(parts[0], steps: 1000), adjacency: .replaceOne)
        #expect(!moved.isPossible && tree.isPossible)
        let both = PrivacyEvent(.parallel(parts), adjacency: .replaceOne)
        #expect(both.delta == .one)
    }

    @Test func `a sample costs ln(1 + q(e^ε − 1)), rounded up`() {
        let sampled = PrivacyEvent(
            .poissonSampled(approximate(1, 1e-6), rate: Rational(decimal: 0.1)))
        let exact = 0.1585650787404291
        #expect(abs(sampled.epsilon.approximation - exact) < 1e-13)
        #expect(sampled.epsilon.approximation >= exact)
        #expect(sampled.delta == Rational(decimal: 1e-7))
        let all = PrivacyEvent(.poissonSampled(approximate(1), rate: .one))
        #expect(all.epsilon == .one)
    }

    @Test func `shuffling amplifies within its range and not outside`() {
        let report = Mechanism.randomizedResponse(epsilon: .one, categories: 2)
        func shuffled(_ population: Int) -> PrivacyEvent {
            PrivacyEvent(
                .shuffled(report, population: population, delta: Rational(decimal: 1e-6)),
                adjacency: .replaceOne)
        }
        // 16 e ln(2e6) = 631.02
        #expect(shuffled(632).delta == Rational(decimal: 1e-6) || shuffled(632).epsilon == .one)
        #expect(shuffled(600).epsilon == .one && shuffled(600).delta == .zero)
        // ln(1 + tanh(1/2) (8 √(e ln(4e6) / n) + 8 e / n)) at n = 10^6
        #expect(abs(shuffled(1_000_000).epsilon.approximation - 0.02349677490535563) < 1e-12)
        #expect(shuffled(1_000_000).delta == Rational(decimal: 1e-6))
        let wrong = PrivacyEvent(
            .shuffled(report, population: 1_000_000, delta: Rational(decimal: 1e-6)))
        #expect(!wrong.isPossible && wrong.delta == .one)
    }

    @Test func `noise that was asked for by its size has its total variation`() {
        let event = PrivacyEvent(.gaussian(standardDeviation: .one, l2Sensitivity: .one))
        #expect(event.epsilon == .zero)
        let distance = 0.38292492254802624
        #expect(event.delta.approximation >= distance * (1 - 1e-15))
        #expect(abs(event.delta.approximation - distance) < 1e-14)
    }

    @Test func `selections of pure mechanisms cost 2 + η times ε`() {
        let runs = PrivacyEvent.RunCount.negativeBinomial(
            shape: .one, gamma: Rational(decimal: 0.1))
        let pure = PrivacyEvent(.repeatAndSelect(approximate(0.1), runs: runs))
        #expect(pure.epsilon == Rational(decimal: 0.3) && pure.delta == .zero)
        let other = PrivacyEvent(.repeatAndSelect(approximate(0.1, 1e-9), runs: runs))
        #expect(other.delta == .one)
    }

    @Test func `a filter refuses what it can't bound`() throws {
        var filter = try BasicFilter(epsilon: 100, delta: 0.99)
        let unknown = PrivacyEvent(
            .repeatAndSelect(approximate(0.1), runs: .poisson(mean: Rational(10))))
        #expect(throws: BudgetError.unboundedEvent) { try filter.spend(unknown) }
        let local = PrivacyEvent(.randomizedResponse(epsilon: .one, categories: 2))
        #expect(throws: BudgetError.impossibleEvent) { try filter.spend(local) }
    }
}
