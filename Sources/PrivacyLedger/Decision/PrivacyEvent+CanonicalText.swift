import DifferentialPrivacy

extension PrivacyEvent {
    /// The event as text; two events have the same text if and only if they are equal.
    var canonicalText: String {
        let law =
            switch mechanism {
            case .discreteLaplace(let epsilon, let sensitivity, let scale, let coordinates):
                "discrete-laplace epsilon=\(epsilon) l1=\(sensitivity) scale=\(scale) coordinates=\(coordinates)"
            case .staircase(let epsilon, let sensitivity, let width):
                "staircase epsilon=\(epsilon) sensitivity=\(sensitivity) width=\(width)"
            case .gaussian(let epsilon, let delta, let deviation, let sensitivity):
                "gaussian epsilon=\(epsilon) delta=\(delta) sigma=\(deviation) l2=\(sensitivity)"
            case .discreteGaussian(
                let epsilon, let delta, let sigma, let sensitivity, let numbers):
                "discrete-gaussian epsilon=\(epsilon) delta=\(delta) sigma=\(sigma) linf=\(sensitivity) l0=\(numbers)"
            case .approximate(let epsilon, let delta):
                "approximate epsilon=\(epsilon) delta=\(delta)"
            }
        return "\(law) adjacency=\(adjacency.name)"
    }
}
