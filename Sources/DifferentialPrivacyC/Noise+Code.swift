internal import CPrivacyInterface
internal import DifferentialPrivacy

extension Noise {
    init(code: Int32, delta: Double) throws(Failure) {
        switch Int(code) {
        case Int(DP_LAPLACE): self = .laplace
        case Int(DP_GAUSSIAN): self = .gaussian(delta: delta)
        case Int(DP_LEAST_VARIANCE): self = .leastVariance(delta: delta)
        default: throw .unknown("noise", code)
        }
    }
}
