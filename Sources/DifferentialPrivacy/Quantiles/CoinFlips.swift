internal import CPrivacySamplers

/// Coins with probability e^(−rate · steps), prepared once and flipped in C, exactly.
@safe final class CoinFlips: Hashable, @unchecked Sendable {
    let rate: Rational
    // Prepared coins never change, so threads may share them; each draws from its own pool of random bytes.
    private let law: OpaquePointer

    /// - Parameter rate: from 2^-500 to 2^500.
    init(rate: Rational) {
        guard let law = unsafe rate.withNumber({ unsafe dpk_coins_prepare($0, 63) }) else {
            preconditionFailure("a rate is out of range or there is no memory")
        }
        unsafe self.law = law
        self.rate = rate
    }

    deinit {
        unsafe dpk_coins_free(law)
    }

    /// Permute-and-flip (McKenna and Sheldon 2020): a candidate, more likely the fewer `steps` it is from the best.
    ///
    /// All coins are flipped and one of those that show heads is chosen: the law of flipping in random order until the
    /// first heads, by the same work whatever the steps are.
    ///
    /// - Parameters:
    ///   - steps: how far each candidate is from the best; at least one that has copies is 0.
    ///   - copies: how many candidates of its kind there are; at most 4096. 0: it can't be chosen.
    func choose(steps: [UInt64], copies: [UInt16]) -> Int {
        precondition(steps.count == copies.count, "each candidate has steps and copies")
        precondition(copies.contains { $0 > 0 }, "there is a candidate")
        var chosen = 0
        unsafe withWipedMemory(of: UInt16.self, capacity: steps.count) { heads in
            unsafe dpk_coins_flip(law, steps, copies, steps.count, heads)
            chosen = unsafe dpk_coins_choose(heads, steps.count)
        }
        return chosen
    }

    /// Two laws are equal when their rates are.
    static func == (a: CoinFlips, b: CoinFlips) -> Bool { a.rate == b.rate }

    func hash(into hasher: inout Hasher) {
        hasher.combine(rate)
    }
}
