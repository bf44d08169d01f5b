import DifferentialPrivacy

extension Attack {
    /// A search for any event at all that refutes the claim: all statistics, and planted errors as controls.
    static let blackBox = Attack(
        name: "black-box", summary: "any event that tells neighbours apart (StatDP, DP-Sniper)"
    ) { size in
        let small = size.atMost(1_000_000)
        func audit<Input>(
            _ mechanism: AuditedMechanism<Input>, _ neighbours: [Neighbours<Input>]
        ) -> AttackRow {
            let findings = BlackBoxAudit(
                epsilon: 1, draws: small.draws, falseAlarmRate: size.falseAlarmRate
            ).findings(of: mechanism, on: neighbours)
            return AttackRow("black-box", findings, size, isControl: true)
        }
        let entries = [
            Neighbours<[Int]>(
                "{20, 21 ones}", Array(repeating: 1, count: 20), Array(repeating: 1, count: 21))
        ]
        return try OurMechanisms.statistics().map {
            AttackRow("black-box", $0.findings(size), size)
        }
            + OurMechanisms.orders().map { AttackRow("black-box", $0.findings(size), size) }
            + [
                AttackRow("black-box", OurMechanisms.counts().findings(size), size),
                AttackRow("black-box", OurMechanisms.histogram().findings(size), size),
                audit(try PlantedBugs.halfTheNoise(), OurMechanisms.realNeighbours),
                audit(try PlantedBugs.forgottenBound(), OurMechanisms.dataSets),
                audit(
                    try PlantedBugs.noBounds(), [Neighbours("{one, and 1,000}", [1], [1, 1000])]),
                audit(
                    try PlantedBugs.reusedRandomness(),
                    entries + [Neighbours("{1, 1 and 0}", [1], [1, 0])]),
            ]
    }
}
