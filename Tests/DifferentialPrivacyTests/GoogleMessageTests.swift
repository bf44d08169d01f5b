import Testing

@testable import DifferentialPrivacy

/// Google's messages as bytes, against what protoc and another reader make of them (GoogleVectors).
@Suite struct GoogleMessageTests {
    static let vectors = lines(GoogleVectors.protoc).reduce(into: [:]) { $0[$1[0]] = bytes($1[1]) }

    @Test func countsAreProtocs() throws {
        var count = Google.CountSummary()
        count.count = -5
        count.parameters = Self.parameters(bounds: false)
        try Self.check(count)
    }

    @Test func sumsAreProtocs() throws { try Self.check(Self.sum) }

    @Test func binsAreProtocs() throws { try Self.check(Self.bins) }

    @Test func meansAreProtocs() throws {
        var mean = Google.BoundedMeanSummary()
        mean.count = 7
        mean.positiveSums = Self.sum.positiveSums
        mean.negativeSums = Self.sum.negativeSums
        mean.bins = Self.bins
        mean.sum = Self.sum
        mean.counted = Self.counted
        mean.bounds = .init()
        try Self.check(mean)
    }

    @Test func variancesAreProtocs() throws {
        var variance = Google.BoundedVarianceSummary()
        variance.count = 7
        variance.positiveSums = Self.sum.positiveSums
        variance.negativeSums = Self.sum.negativeSums
        variance.positiveSquares = [1.5, -0.0]
        variance.negativeSquares = [.infinity]
        variance.bins = Self.bins
        variance.squares = Self.sum
        variance.sum = Self.sum
        variance.counted = Self.counted
        variance.bounds = .init()
        try Self.check(variance)
    }

    @Test func searchesAreProtocs() throws {
        var search = Google.BinarySearchSummary()
        search.entries = [.init(.integer(1)), .init(.real(-0.0)), .init()]
        try Self.check(search)
    }

    @Test func quantileTreesAreProtocs() throws {
        var tree = Google.BoundedQuantilesSummary()
        tree.counts = [1: 2, 300: 9_000_000_000]
        tree.parameters = Self.parameters(bounds: true)
        tree.height = 4
        tree.branchingFactor = 16
        try Self.check(tree)
    }

    @Test func envelopesAreProtocs() throws {
        let bytes = try #require(Self.vectors["Summary"])
        #expect(Google.Summary(message: [8, 5], name: "CountSummary").wire == bytes)
        let summary = try Google.Summary(wire: bytes[...])
        #expect(try Array(summary.message(name: "CountSummary")) == [8, 5])
        #expect(throws: SummaryError.differentStatistic) { try summary.message(name: "Count") }
    }

    /// As protobuf does it: the later number and the later alternative win, submessages merge, repeated numbers come
    /// packed or not, unknown fields and fields of another wire type are skipped, as are groups.
    @Test func repetitionsPackingAndUnknownFieldsAreProtobufs() throws {
        let count = try Google.CountSummary(wire: [
            8, 5, 8, 7, 0x62, 2, 1, 2, 0x0a, 1, 9, 0xfd, 1, 1, 2, 3, 4,
        ])
        #expect(count.count == 7 && count.wire == [8, 7])
        let value = try Google.Value(wire: [8, 5, 0x1a, 1, 65, 0x1a, 1, 66])
        #expect(value.content == .text([66]))
        let bins = try Google.ApproxBoundsSummary(wire: [8, 1, 0x0a, 3, 2, 0xac, 2, 8, 3, 0x12, 0])
        #expect(bins.positiveCounts == [1, 2, 300, 3] && bins.negativeCounts == [])
        let sum = try Google.BoundedSumSummary(wire: [0x1a, 2, 8, 1, 0x1a, 2, 16, 2])
        #expect(sum.bins?.positiveCounts == [1] && sum.bins?.negativeCounts == [2])
        let grouped = try Google.CountSummary(wire: [0x63, 0x6b, 8, 1, 0x6c, 0x64, 8, 5])
        #expect(grouped.count == 5)
        for damaged: [UInt8] in [
            [0], [8], [8, 128], [0x0a, 5, 1], [0x09, 1, 2], [0x0d, 1], [0x0e], [0x0f], [0x0c],
            [0x63], [0x63, 0x6c], [8] + [UInt8](repeating: 255, count: 10),
            [0x80, 0x80, 0x80, 0x80, 0x10, 1], [0x0a] + [UInt8](repeating: 255, count: 9) + [1],
        ] {
            #expect(throws: SummaryError.damaged) { try Google.CountSummary(wire: damaged[...]) }
        }
        let deep = { (depth: Int) in
            [UInt8](repeating: 0x63, count: depth) + [UInt8](repeating: 0x64, count: depth)
        }
        #expect(try Google.CountSummary(wire: deep(100)[...]).wire == [])
        #expect(throws: SummaryError.damaged) { try Google.CountSummary(wire: deep(101)[...]) }
        #expect(throws: SummaryError.damaged) {
            try Google.CountSummary(wire: [UInt8](repeating: 0x63, count: 1 << 20)[...])
        }
    }

    /// 400 damaged messages: refused or read as protobuf's two readers agree.
    @Test func damagedMessagesAreReadAsByProtobuf() throws {
        let vectors = lines(GoogleVectors.mutations)
        #expect(vectors.count == 400)
        for vector in vectors {
            let kind = try #require(Self.kinds[vector[0]])
            let data = vector[1] == "empty" ? [] : bytes(vector[1])
            if vector[2] == "refused" {
                #expect(throws: SummaryError.damaged) { try Self.rewritten(data, as: kind) }
                continue
            }
            // The nodes of a tree come in another order.
            let known = vector[2] == "empty" ? [] : bytes(vector[2])
            let read = try Self.rewritten(data, as: kind)
            #expect(read.count == known.count, "\(vector)")
            #expect(try read == Self.rewritten(known, as: kind), "\(vector)")
        }
    }

    /// Every message that python-dp wrote is written again byte by byte, but for the order of a tree's nodes.
    @Test func messagesOfPythonDPAreWrittenAgain() throws {
        let kinds: [String: any WireMessage.Type] = [
            "Count": Google.CountSummary.self, "BoundedSum": Google.BoundedSumSummary.self,
            "BoundedMean": Google.BoundedMeanSummary.self,
            "BoundedVariance": Google.BoundedVarianceSummary.self,
            "BoundedStandardDeviation": Google.BoundedVarianceSummary.self,
            "AutomaticBoundedSum": Google.BoundedSumSummary.self,
            "AutomaticBoundedMean": Google.BoundedMeanSummary.self,
            "AutomaticBoundedVariance": Google.BoundedVarianceSummary.self,
            "Max": Google.BinarySearchSummary.self,
            "QuantileTree": Google.BoundedQuantilesSummary.self,
        ]
        for vector in lines(GoogleVectors.pydp) {
            let kind = try #require(kinds[vector[0]])
            let name = try #require(String(describing: kind).split(separator: ".").last)
            let summary = try Google.Summary(wire: bytes(vector[5])[...])
            #expect(summary.wire == bytes(vector[5]))
            let message = try Array(summary.message(name: String(name)))
            let again = try Self.rewritten(message, as: kind)
            #expect(
                name == "BoundedQuantilesSummary" ? again.count == message.count : again == message)
        }
        let tree = try #require(lines(GoogleVectors.pydp).last { $0[0] == "QuantileTree" })
        let message = try Google.BoundedQuantilesSummary(
            wire: Google.Summary(wire: bytes(tree[5])[...]).message(name: "BoundedQuantilesSummary")
        )
        #expect(message.counts == [1: 2, 4: 1, 6: 1, 8: 1, 18: 1])
        #expect(message.parameters.lower == 0 && message.parameters.upper == 10)
        #expect(message.height == 2 && message.branchingFactor == 4)
    }

    // MARK: The contents of the texts in make_vectors.py

    static let kinds: [String: any WireMessage.Type] = [
        "CountSummary": Google.CountSummary.self,
        "BoundedSumSummary": Google.BoundedSumSummary.self,
        "BoundedMeanSummary": Google.BoundedMeanSummary.self,
        "BoundedVarianceSummary": Google.BoundedVarianceSummary.self,
        "ApproxBoundsSummary": Google.ApproxBoundsSummary.self,
        "BinarySearchSummary": Google.BinarySearchSummary.self,
        "BoundedQuantilesSummary": Google.BoundedQuantilesSummary.self,
    ]

    static func rewritten(_ bytes: [UInt8], as kind: any WireMessage.Type) throws -> [UInt8] {
        try kind.init(wire: bytes[...]).wire
    }

    static func check<M: WireMessage>(_ message: M) throws {
        let expected = try #require(vectors[String(describing: M.self)])
        #expect(message.wire == expected)
        #expect(try M(wire: expected[...]) == message)
    }

    static func parameters(bounds: Bool) -> Google.Parameters {
        Google.Parameters(
            epsilon: 0.5, delta: 1e-5, mechanism: .gaussian, lower: bounds ? -2 : nil,
            upper: bounds ? 3.5 : nil, maxPartitionsContributed: 4,
            maxContributionsPerPartition: 300)
    }

    static var counted: Google.CountSummary {
        Google.CountSummary(count: -5, parameters: parameters(bounds: false))
    }

    static var bins: Google.ApproxBoundsSummary {
        Google.ApproxBoundsSummary(positiveCounts: [0, 1, 300], negativeCounts: [-1])
    }

    static var sum: Google.BoundedSumSummary {
        Google.BoundedSumSummary(
            positiveSums: [.init(.integer(-3)), .init(.real(0.1)), .init()],
            negativeSums: [.init(.text(Array("two".utf8)))], bins: bins,
            bounds: .init(bins: bins), partialSum: .init(.integer(9)),
            parameters: parameters(bounds: true))
    }
}

/// The words of each line of a set of vectors.
func lines(_ vectors: String) -> [[String]] {
    vectors.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
}

/// Bytes from hexadecimal digits.
func bytes(_ digits: String) -> [UInt8] {
    let values = digits.utf8.map { $0 < 58 ? $0 - 48 : $0 - 87 }
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
}
