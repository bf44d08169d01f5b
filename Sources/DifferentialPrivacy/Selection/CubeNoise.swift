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

    /// Adds a coordinate of one draw to every value, in place.
    func add(to values: inout [Double], on grid: PowerOfTwoGrid) {
        precondition(values.count == dimension, "the vector has another dimension")
        underDefaultRounding {
            // Filled by C, all of it, before it is read; both have as many elements as there are coordinates.
            unsafe withWipedMemory(of: Int64.self, capacity: dimension) { draws in
                unsafe dpk_cube_draw(law, draws)
                unsafe values.withUnsafeMutableBufferPointer {
                    unsafe grid.add(draws, to: $0.baseAddress!, count: dimension) { Int128($0) }
                }
            }
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
