internal import CPrivacyInterface
internal import DifferentialPrivacy

/// How many entries there were, whatever they are.
final class CountEntries: StatisticEntries<Count> {
    override func makeEmpty() -> Entries { CountEntries(statistic) }

    override func add(_ entry: Double) throws(Failure) { try add(count: 1) }
    override func add(_ entry: Int64) throws(Failure) { try add(count: 1) }

    override func add(_ column: Column, threads: Int) throws(Failure) {
        try add(count: UInt64(column.countPresent))
    }

    override func add(count: UInt64) throws(Failure) {
        guard count <= statistic._capacity else { throw .tooManyEntries }
        var part = statistic.makeAccumulator()
        part.addEntries(count: Int(count))
        try merge(part.summary().state)
    }

    override func merge(_ bytes: [UInt8], format: Int32) throws(Failure) {
        try merge(state(bytes, format: format))
    }

    override func serialized(format: Int32) throws(Failure) -> [UInt8] {
        try bytes(format: format)
    }
}
