import Testing

@testable import DifferentialPrivacy

/// The audit finds what it is there for.
@Suite struct PlantedDefectTests {
    enum Defect: CaseIterable {
        case oneBound, exactInterval, anotherStep, dataDependentError, underscaled
    }

    struct Failure: Error {}

    /// A sum of integers from −100 to 10 with one defect.
    private struct Defective: EntryAggregation {
        typealias Entry = Int
        typealias State = _ExactTotals
        let defect: Defect?
        let plan: NoisePlan
        let sum: BoundedSum<Int>

        init(_ defect: Defect?) throws {
            self.defect = defect
            sum = try BoundedSum(epsilon: 1, lowerBound: -100, upperBound: 10)
            plan = try NoisePlan(
                entrySensitivity: Rational(defect == .oneBound ? 10 : 100), coordinates: 1,
                limits: ContributionLimits(
                    maxPartitionsContributed: 1, maxContributionsPerPartition: 1),
                epsilon: Epsilon(defect == .underscaled ? 1.5 : 1), noise: .laplace)
        }

        var event: PrivacyEvent {
            defect == .underscaled
                ? PrivacyEvent(.approximate(epsilon: .one, delta: .zero)) : plan.event
        }
        static var _code: UInt8 { 0 }
        static var _numberCode: UInt8 { 0 }
        var _parameters: [UInt64] { [] }
        var _capacity: UInt64 { sum._capacity }
        func _isPossible(_ state: _ExactTotals) -> Bool { true }
        func _add(_ entry: Int, to state: inout _ExactTotals) { sum._add(entry, to: &state) }
        func _add(_ entries: UnsafeBufferPointer<Int>, threads: Int, to state: inout _ExactTotals) {
            sum._add(entries, threads: threads, to: &state)
        }

        func _release(
            _ totals: _ExactTotals, confidenceLevel: Double?
        ) throws(Failure) -> Release<Int> {
            if defect == .dataDependentError, totals.count == 5 { throw Failure() }
            let exact = sum.exactTotals(totals)[0]
            let noisy = plan.noisy(exact)
            if defect == .anotherStep, totals.count > 4 { _ = plan.noisy(exact) }
            let end = Double(defect == .exactInterval ? exact : noisy)
            return Release(
                value: Int(noisy), interval: ConfidenceInterval(end, end, confidenceLevel: 0.9),
                event: event,
                granularity: 1)
        }
    }

    private func violation(_ defect: Defect?) throws -> String? {
        var words = SeededWords(3)
        return GreyBoxAudit<Defective, Int>(
            description: try Defective(defect), partitions: 1, entries: 1,
            add: { $0.addEntries($1) }
        ).violation(neighbours: 200, &words) { Int.entry(-100, 10, &$0) }
    }

    @Test(arguments: Defect.allCases)
    func aDefectIsFound(_ defect: Defect) throws {
        #expect(try violation(defect) != nil)
    }

    @Test func withoutADefectNothingIsFound() throws {
        #expect(try violation(nil) == nil)
    }
}
