internal import CPrivacySamplers

/// A geometric law, prepared once and drawn in C: P(X = k) = (1 − q) q^k with q = e^(−1/scale), exactly.
@safe final class GeometricNoise: Hashable, @unchecked Sendable {
    private let scale: Double
    // A prepared law never changes, so threads may share it; each draws from its own pool of random bytes.
    private let law: OpaquePointer

    /// - Parameter scale: positive, at most 2^55.
    init(scale: Double) {
        guard let law = unsafe dpk_geometric_prepare(scale, 128) else {
            preconditionFailure("a noise scale is out of range or there is no memory")
        }
        unsafe self.law = law
        self.scale = scale
    }

    deinit {
        unsafe dpk_geometric_free(law)
    }

    /// One draw; 2^63 − 1 means "at least".
    func draw() -> Int {
        var draw: Int64 = 0
        var sampler = unsafe dpk_geometric_sampler(law)
        unsafe dpk_draw(&sampler, &draw, 1)
        return Int(draw)
    }

    static func == (a: GeometricNoise, b: GeometricNoise) -> Bool { a.scale == b.scale }

    func hash(into hasher: inout Hasher) { hasher.combine(scale) }
}
