internal import CPrivacySamplers

/// Noise for a vector: P(z) ∝ e^(−max|zᵢ|/scale) on integer vectors, prepared once and drawn in C, exactly.
@safe final class CubeNoise: Hashable, @unchecked Sendable {
    let scale: Double
    let dimension: Int
    // A prepared law never changes, so threads may share it; each draws from its own pool of random bytes.
    private let law: OpaquePointer

    /// - Parameters:
    ///   - scale: from `dimension` to 2^41.
    ///   - dimension: from 1 to 65,536.
    init(scale: Double, dimension: Int) {
        guard let law = unsafe dpk_cube_prepare(scale, dimension) else {
            preconditionFailure("a noise scale is out of range or there is no memory")
        }
        unsafe self.law = law
        self.scale = scale
        self.dimension = dimension
    }

    deinit {
        unsafe dpk_cube_free(law)
    }

    /// Replaces every value by the sum of it and its coordinate of one draw, on a grid of this granularity.
    ///
    /// - Parameter wide: the same sum for a draw of 2^51 or more.
    func add(to values: inout [Double], granularity: Double, wide: (Double, Int64) -> Double) {
        precondition(values.count == dimension, "the vector has another dimension")
        // Temporary memory: filled by C before it is read, wiped at the end.
        unsafe withUnsafeTemporaryAllocation(of: Int64.self, capacity: dimension) { draws in
            unsafe dpk_cube_draw(law, draws.baseAddress)
            let left = unsafe dpk_add_to_reals(&values, draws.baseAddress, dimension, granularity)
            if left > 0 {
                for index in 0..<dimension where unsafe draws[index].magnitude >= DPK_NARROW_DRAW {
                    unsafe values[index] = wide(values[index], draws[index])
                }
            }
            unsafe wipe(draws)
        }
    }

    /// The variance of a coordinate, up to the grid: (m + 1)(m + 2)/3 scale², as of the uniform law on a cube whose radius is
    /// the sum of m + 1 exponential parts.
    var variance: Double {
        let m = Double(dimension)
        return (m + 1) * (m + 2) / 3 * scale * scale
    }

    /// Two laws are equal when their parameters are.
    static func == (a: CubeNoise, b: CubeNoise) -> Bool {
        a.scale == b.scale && a.dimension == b.dimension
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(scale)
        hasher.combine(dimension)
    }
}
