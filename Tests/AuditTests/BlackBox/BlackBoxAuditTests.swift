import DifferentialPrivacy
import Testing

@testable import PrivacyAudit

/// Planted errors are found by 10^5 draws; nothing is found in this library. A sound mechanism fails a test in 1 of 10^9 runs.
@Suite struct BlackBoxAuditTests {
    private let size = AttackSize(draws: AuditEffort.of(10_000_000, part: 30_000))

    private func isRefuted<Input>(
        _ mechanism: AuditedMechanism<Input>, _ neighbours: [Neighbours<Input>], epsilon: Double = 1
    ) -> Bool {
        BlackBoxAudit(epsilon: epsilon, draws: 100_000).findings(of: mechanism, on: neighbours)
            .contains(where: \.refutes)
    }

    @Test func halfTheNoiseIsFound() throws {
        #expect(isRefuted(try PlantedBugs.halfTheNoise(), [Neighbours("", 0, 1)]))
        // One and a half times the ε is enough to be seen, 1.0 isn't.
        #expect(isRefuted(try PlantedBugs.halfTheNoise(epsilon: 1.5), [Neighbours("", 0, 1)]))
        #expect(!isRefuted(try PlantedBugs.halfTheNoise(epsilon: 1), [Neighbours("", 0, 1)]))
    }

    @Test func aForgottenBoundIsFound() throws {
        #expect(isRefuted(try PlantedBugs.forgottenBound(), [Neighbours("", [], [-100])]))
        #expect(!isRefuted(try PlantedBugs.forgottenBound(), [Neighbours("", [], [60])]))
        #expect(isRefuted(try PlantedBugs.noBounds(), [Neighbours("", [], [1000])]))
    }

    @Test func aCountAfterTheNoiseIsFound() throws {
        let hundred = (0..<100).map { $0 % 2 }
        #expect(
            isRefuted(try PlantedBugs.countAfterNoise(), [Neighbours("", hundred, hundred + [1])]))
    }

    @Test func reusedRandomnessIsFound() throws {
        #expect(isRefuted(try PlantedBugs.reusedRandomness(), [Neighbours("", [1], [1, 0])]))
    }

    @Test func holesOfDoublesAreFound() {
        #expect(
            isRefuted(
                PlantedBugs.floatingPointLaplace(), [Neighbours("", 0, 1)], epsilon: 3))
    }

    @Test func nothingIsFoundInMechanismsForReals() throws {
        for subject in try OurMechanisms.reals() {
            for finding in subject.findings(size) { #expect(!finding.refutes, "\(finding)") }
        }
    }

    @Test func nothingIsFoundInMechanismsForIntegers() throws {
        for subject in try OurMechanisms.integers() {
            for finding in subject.findings(size) { #expect(!finding.refutes, "\(finding)") }
        }
    }

    /// A draw of these takes microseconds in a debug build.
    @Test func nothingIsFoundInStatistics() throws {
        let size = AttackSize(draws: AuditEffort.of(10_000_000, part: 4_000))
        for subject in try OurMechanisms.statistics() {
            for finding in subject.findings(size) { #expect(!finding.refutes, "\(finding)") }
        }
        for subject in try OurMechanisms.orders() {
            for finding in subject.findings(size) { #expect(!finding.refutes, "\(finding)") }
        }
        for finding in try OurMechanisms.counts().findings(size)
            + OurMechanisms.histogram().findings(size)
        {
            #expect(!finding.refutes, "\(finding)")
        }
    }
}
