import CPrivacySamplers
import CTestProbes

/// A prepared law of the snapping mechanism that frees itself.
final class PreparedSnapping {
    let law: OpaquePointer

    init(lambda: Double, bound: Double) {
        law = dpk_snapping_prepare(lambda, bound)!
    }

    deinit {
        dpk_snapping_free(law)
    }

    static let backEnds = 0..<dpk_backends_available()
    static let certified = Int(DPK_BACKENDS)

    /// What becomes of the inputs, two words each.
    func run(_ backEnd: Int, _ words: [UInt64], on inputs: [Double], seed: UInt64 = 7) -> [Double] {
        precondition(words.count == 2 * inputs.count)
        var values = inputs
        dpk_probe_snapping_run(law, backEnd, words, seed, &values, values.count)
        return values
    }

    /// −LN(U) of eight trials; nil for open ones.
    func logarithms(_ backEnd: Int, _ words: [UInt64]) -> [Double?] {
        precondition(words.count == 16)
        var out = [Double](repeating: -1, count: 8)
        var open: UInt32 = 0
        dpk_probe_snapping_logarithms(law, backEnd, words, &out, &open)
        return (0..<8).map { open >> $0 & 1 == 1 ? nil : out[$0] }
    }

    /// The words of a trial with U* = (1 + fraction/2^52) 2^−n, n from 1 to 64; what doesn't matter comes from `rest`.
    static func trial(fraction: UInt64, n: Int, negative: Bool = false, rest: UInt64 = 0)
        -> [UInt64]
    {
        let exponent: UInt64 = 1 << UInt64(64 - n)
        return [
            fraction | (rest & (0x7ff << 52)) | (negative ? 1 << 63 : 0),
            exponent | (rest & (exponent - 1)),
        ]
    }
}
