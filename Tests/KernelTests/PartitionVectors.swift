import CPrivacyExact
import CPrivacySamplers
import Foundation

/// Values of partition selection from mpmath; see `Vectors/make_partition_selection.py`.
enum PartitionVectors {
    /// The lines that begin with `kind`, without it.
    static func lines(_ kind: String) -> [[String]] {
        let url = Bundle.module.url(
            forResource: "Vectors/partition_selection", withExtension: "txt")!
        let text = try! String(contentsOf: url, encoding: .utf8)
        return text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            .filter { $0[0] == kind }.map { Array($0.dropFirst()) }
    }

    /// keep(k) of one law, at several k.
    struct Keep {
        let epsilon: (UInt64, Int32)
        let delta: (UInt64, Int32)
        let parts: UInt64
        let crossover: UInt64
        var values: [(k: UInt64, digits: (UInt64, UInt64, UInt64), nearest: Double)] = []
    }

    static let laws: [Keep] = {
        var laws: [String: Keep] = [:]
        for line in lines("keep") {
            let key = line[0..<5].joined(separator: " ")
            var law =
                laws[key]
                ?? Keep(
                    epsilon: (UInt64(line[0])!, Int32(line[1])!),
                    delta: (UInt64(line[2])!, Int32(line[3])!), parts: UInt64(line[4])!,
                    crossover: UInt64(line[5])!)
            let padded = String(repeating: "0", count: 48 - line[7].count) + line[7]
            let words = stride(from: 0, to: 48, by: 16).map { start in
                UInt64(padded.dropFirst(start).prefix(16), radix: 16)!
            }
            law.values.append((UInt64(line[6])!, (words[0], words[1], words[2]), Double(line[8])!))
            laws[key] = law
        }
        return laws.sorted { $0.key < $1.key }.map(\.value)
    }()
}

/// A prepared law that frees itself. Counts are k: its pre-threshold is 1.
final class PreparedTruncatedGeometric: @unchecked Sendable {
    let law: OpaquePointer
    var exact: OpaquePointer { dpk_truncated_geometric_law(law) }

    init(_ epsilon: (UInt64, Int32), _ delta: (UInt64, Int32), parts: UInt64 = 1, pre: UInt64 = 1) {
        let epsilon = dpk_rational_from_decimal(epsilon.0, epsilon.1)
        let delta = dpk_rational_from_decimal(delta.0, delta.1)
        law = dpk_truncated_geometric_prepare(epsilon, delta, parts, pre)!
        dpk_rational_free(epsilon)
        dpk_rational_free(delta)
    }

    convenience init(_ vector: PartitionVectors.Keep) {
        self.init(vector.epsilon, vector.delta, parts: vector.parts)
    }

    deinit {
        dpk_truncated_geometric_free(law)
    }
}
