import CPrivacySamplers
import CTestProbes

/// A prepared law of the rounded Gaussian that frees itself.
final class PreparedRoundedGaussian {
    let scale: Double
    let law: OpaquePointer

    init(_ scale: Double) {
        self.scale = scale
        law = dpk_rounded_gaussian_prepare(scale)!
    }

    deinit {
        dpk_rounded_gaussian_free(law)
    }

    static let scales = [0x1p-6, 0.3, 1, 10, 1000.25, 0x1p18, 0x1.7p22, 0x1p26]
    static let backEnds = 0..<dpk_backends_available()
    static let certified = Int(DPK_RUN_CERTIFIED)

    /// Outputs of as many pairs as `words` holds, with a refinement stream of its own for each.
    func run(_ how: Int, _ words: [UInt64], _ phase: [Double]?, seed: UInt64 = 7) -> [Int64] {
        precondition(phase == nil || phase?.count == words.count)
        var out = [Int64](repeating: .min, count: words.count)
        dpk_probe_rounded_gaussian_run(law, how, words, phase, words.count / 2, seed, &out)
        return out
    }

    /// Whether every back end gives what certified arithmetic gives on these words.
    func agree(_ words: [UInt64], _ phase: [Double]?, seed: UInt64 = 7) -> Bool {
        let expected = run(Self.certified, words, phase, seed: seed)
        return Self.backEnds.allSatisfy { run($0, words, phase, seed: seed) == expected }
    }

    static let edgePhases = [
        0, 0.5, -0.5, 0x1p-60, -0x1p-60, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
        0.5.nextDown, (-0.5).nextUp, 0x1p-1022,
        0.25,
    ]

    /// Phases of every kind.
    static func phases(_ count: Int, from words: inout TestWords) -> [Double] {
        (0..<count).map { _ in
            let word = words.next()
            let edge = edgePhases[Int(word >> 32) % edgePhases.count]
            return word & 1 == 0 ? edge : Double(Int64(bitPattern: words.next())) * 0x1p-64
        }
    }

    /// Pairs whose words lie at and around the border of an output: of `half`, between k and k + 1, over U or V.
    func borderTape(_ borders: [Int64], seed: UInt64) -> ([UInt64], [Double]) {
        var random = TestWords(state: seed)
        var tape: [UInt64] = []
        var phases: [Double] = []
        for k in borders {
            let words = [random.next(), random.next()]
            let phase = Self.phases(2, from: &random)
            let choice = random.next() >> 32
            let half = Int32(choice & 1)
            let place = Int32(choice >> 1 & 1)
            let border = dpk_probe_rounded_gaussian_border(law, words, phase, half, place, k)
            guard border != 0 else { continue }
            for change: UInt64 in [0 &- 2, 0 &- 1, 0, 1, 2, 1 << 14, 0 &- (1 << 14)] {
                var changed = words
                changed[Int(place)] = border &+ change
                tape += changed
                phases += phase
            }
        }
        return (tape, phases)
    }
}
