import CPrivacyOpenSSL

/// What the random bytes of a work cost by themselves.
enum RandomBytes {
    /// - Parameters:
    ///   - size: how many draws.
    ///   - count: for how many of them OpenSSL is asked at once.
    static func nanoseconds(_ name: Substring, _ size: Int, in count: Int) -> Int {
        // Two words a draw; at scale 10 one, and again for minus zero, which has probability (1 - e^(-1/10))/2 = 0.0476.
        let bytes = name == "laplace-batch" ? 16 * count : Int(8 * Double(count) / (1 - 0.0476))
        var target = [UInt8](repeating: 0, count: bytes)
        return elapsed {
            for _ in 0..<size / count { RAND_priv_bytes(&target, Int32(bytes)) }
        }
    }
}
