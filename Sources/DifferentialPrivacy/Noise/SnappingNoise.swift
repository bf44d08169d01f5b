internal import CPrivacySamplers

/// The snapping mechanism for given λ and bound, prepared once and drawn in C.
@safe final class SnappingNoise: Hashable, @unchecked Sendable {
    /// λ.
    let scale: Double
    let bound: Double
    // A prepared law never changes, so threads may share it; each draws from its own pool of random bytes.
    private let law: OpaquePointer

    /// - Precondition: scale < bound < 2^46 scale, bound <= 2^960, scale >= 2^-1000.
    init(scale: Double, bound: Double) {
        guard let law = unsafe dpk_snapping_prepare(scale, bound) else {
            preconditionFailure("a noise scale is out of range or there is no memory")
        }
        unsafe self.law = law
        self.scale = scale
        self.bound = bound
    }

    deinit {
        unsafe dpk_snapping_free(law)
    }

    var granularity: Double { unsafe dpk_snapping_granularity(law) }

    func snapped(_ value: Double) -> Double {
        var value = value
        unsafe dpk_snapping_draw(law, &value, 1)
        return value
    }

    func snap(_ values: inout [Double]) {
        // C writes `count` doubles in place.
        unsafe values.withUnsafeMutableBufferPointer { values in
            guard let first = values.baseAddress else { return }
            unsafe dpk_snapping_draw(law, first, values.count)
        }
    }

    /// Two laws are equal when their parameters are.
    static func == (a: SnappingNoise, b: SnappingNoise) -> Bool {
        a.scale == b.scale && a.bound == b.bound
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(scale)
        hasher.combine(bound)
    }
}
