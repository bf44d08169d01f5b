internal import CPrivacyExact
internal import CPrivacySamplers

/// The near-truncated geometric strategy, prepared once and drawn in C.
@safe final class TruncatedGeometricLaw: @unchecked Sendable {
    // A prepared law never changes, so threads may share it; each draws from its own pool of random bytes.
    private let law: OpaquePointer

    init(_ parameters: PartitionParameters) {
        let law = unsafe parameters.epsilon.exact.withNumber { epsilon in
            unsafe parameters.exactDelta.withNumber { delta in
                unsafe dpk_truncated_geometric_prepare(
                    epsilon, delta, UInt64(parameters.maxPartitionsContributed),
                    UInt64(parameters.preThreshold))
            }
        }
        guard let law = unsafe law else { preconditionFailure("there is no memory") }
        unsafe self.law = law
    }

    deinit {
        unsafe dpk_truncated_geometric_free(law)
    }

    /// One draw.
    func keeps(_ numberOfPrivacyUnits: Int) -> Bool {
        withExtendedLifetime(self) {
            var count = Int64(numberOfPrivacyUnits)
            var keep: UInt8 = 0
            unsafe dpk_truncated_geometric_draw(law, &count, 1, &keep)
            return keep != 0
        }
    }

    /// - Parameter steps: 1 for the least number of units that may be kept, up to 2^63.
    func probability(_ steps: Int128) -> Double {
        guard steps > 0 else { return 0 }
        return withExtendedLifetime(self) {
            unsafe dpk_keep_probability(dpk_truncated_geometric_law(law), UInt64(steps))
        }
    }
}
