internal import CPrivacyExact
internal import CPrivacySamplers

/// Staircase noise on the integers, prepared once and drawn in C, exactly: the law of ``StaircaseLaw``.
@safe final class StaircaseNoise: IntegerNoise, Hashable, @unchecked Sendable {
    let epsilon: Rational
    let sensitivity: Int
    let width: Int
    private let law: OpaquePointer
    @unsafe let sampler: dpk_sampler

    /// - Parameters:
    ///   - epsilon: at least 2^-50.
    ///   - sensitivity: in steps, 1 ... 2^46, and at most ε · 2^56 (what `StaircaseMechanism` guarantees).
    ///   - width: 1 ... sensitivity.
    init(epsilon: Rational, sensitivity: Int, width: Int) {
        let law = unsafe epsilon.withNumber {
            unsafe dpk_staircase_prepare($0, UInt64(sensitivity), UInt64(width), 128)
        }
        guard let law = unsafe law else {
            preconditionFailure("a staircase is out of range or there is no memory")
        }
        unsafe self.law = law
        unsafe sampler = dpk_staircase_sampler(law)
        self.epsilon = epsilon
        self.sensitivity = sensitivity
        self.width = width
    }

    deinit {
        unsafe dpk_staircase_free(law)
    }

    @inline(never)
    func drawnOn(_ draw: Int64) -> Int128 {
        unsafe Int128 { unsafe dpk_staircase_extend(law, draw, $0, $1) }
    }

    /// Two laws are equal when their parameters are.
    static func == (a: StaircaseNoise, b: StaircaseNoise) -> Bool {
        a.epsilon == b.epsilon && a.sensitivity == b.sensitivity && a.width == b.width
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(epsilon)
        hasher.combine(sensitivity)
        hasher.combine(width)
    }
}
