// The format, little-endian, version 1:
//   0   4  magic "DPSM"
//   4   1  version
//   5   1  statistic
//   6   1  number type
//   7   1  0
//   8   4  number of parameter words p
//  12   4  number of state words s
//  16  8p  parameters: ε and the bounds as bit patterns, contribution limits
//   .  8s  state
//   . 16   the first 16 bytes of the SHA-256 of all that precedes
// A writer always writes the same bytes for the same summary. The digest finds accidents, not forgers.
extension Summary {
    /// The summary as bytes. Raw data.
    public func serialized() -> [UInt8] {
        var bytes = Self.header(for: aggregation, state: state)
        for word in aggregation._parameters + state._words {
            bytes.append(littleEndian: word)
        }
        return bytes + Digest.sha256(bytes).prefix(16)
    }

    /// The summary that `bytes` hold.
    ///
    /// - Parameters:
    ///   - bytes: what ``serialized()`` returned, here or elsewhere.
    ///   - aggregation: the description that it must have been made for.
    /// - Throws: ``SummaryError``. Any bytes at all are safe to pass.
    public init(serialized bytes: [UInt8], for aggregation: A) throws(SummaryError) {
        guard bytes.starts(with: summaryMagic), bytes.count >= 16 else { throw .notASummary }
        guard bytes[4] == summaryVersion else { throw .unknownVersion(bytes[4]) }
        guard bytes[5] == A._code, bytes[6] == A._numberCode else { throw .differentStatistic }
        let counts = bytes.littleEndianWord(at: 8)
        let (parameterWords, stateWords) = (Int(counts & 0xffff_ffff), Int(counts >> 32))
        let bodyEnd = 16 + 8 * (parameterWords + stateWords)
        guard bytes[7] == 0, bytes.count == bodyEnd + 16,
            bytes[bodyEnd...].elementsEqual(Digest.sha256(Array(bytes[..<bodyEnd])).prefix(16))
        else { throw .damaged }
        let words = stride(from: 16, to: bodyEnd, by: 8).map { bytes.littleEndianWord(at: $0) }
        guard words[..<parameterWords].elementsEqual(aggregation._parameters) else {
            throw .differentParameters
        }
        guard stateWords == aggregation._emptyState._words.count,
            let state = A.State(_words: Array(words[parameterWords...])),
            aggregation._isPossible(state)
        else { throw .damaged }
        self.aggregation = aggregation
        self.state = state
    }

    private static func header(for aggregation: A, state: A.State) -> [UInt8] {
        var bytes = summaryMagic + [summaryVersion, A._code, A._numberCode, 0]
        let counts = UInt64(aggregation._parameters.count) | UInt64(state._words.count) << 32
        bytes.append(littleEndian: counts)
        return bytes
    }
}

private let summaryMagic = Array("DPSM".utf8)
private let summaryVersion: UInt8 = 1

extension [UInt8] {
    fileprivate mutating func append(littleEndian word: UInt64) {
        for byte in 0..<8 { append(UInt8(truncatingIfNeeded: word >> UInt64(8 * byte))) }
    }

    fileprivate func littleEndianWord(at start: Int) -> UInt64 {
        (0..<8).reduce(0) { $0 | UInt64(self[start + $1]) << UInt64(8 * $1) }
    }
}
