internal import CPrivacyExact
internal import CPrivacySamplers

/// How far a response lies from the true answer, counted upwards and around; prepared once and drawn in C.
@safe final class ResponseNoise: Hashable, @unchecked Sendable {
    let epsilon: Rational
    let categories: Int
    // A prepared law never changes, so threads may share it; each draws from its own pool of random bytes.
    private let law: OpaquePointer

    /// - Parameters:
    ///   - epsilon: greater than 0.
    ///   - categories: from 2 to 2^62.
    init(epsilon: Rational, categories: Int) {
        let law = unsafe epsilon.withNumber {
            unsafe dpk_randomized_response_prepare($0, UInt64(categories), 128)
        }
        guard let law = unsafe law else {
            preconditionFailure("a response is out of range or there is no memory")
        }
        unsafe self.law = law
        self.epsilon = epsilon
        self.categories = categories
    }

    deinit {
        unsafe dpk_randomized_response_free(law)
    }

    /// From 0, the truth, to `categories` − 1.
    func draw() -> Int {
        var draw: Int64 = 0
        var sampler = unsafe dpk_randomized_response_sampler(law)
        unsafe dpk_draw(&sampler, &draw, 1)
        return Int(draw)
    }

    /// Two laws are equal when their parameters are.
    static func == (a: ResponseNoise, b: ResponseNoise) -> Bool {
        a.epsilon == b.epsilon && a.categories == b.categories
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(epsilon)
        hasher.combine(categories)
    }
}
