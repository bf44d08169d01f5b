internal import CPrivacyOpenSSL

package enum Digest {
    /// The SHA-256 of `bytes`, 32 bytes.
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        // OpenSSL reads `bytes`, writes the 32 bytes of its digest, and keeps neither.
        let status = unsafe EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
        precondition(status == 1, "OpenSSL has no SHA-256")
        return digest
    }
}
