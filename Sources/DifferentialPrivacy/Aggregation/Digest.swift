internal import CPrivacyOpenSSL

/// A SHA-256 that is fed piece by piece. Owns its context, which nobody else sees.
@safe package struct Digest: ~Copyable {
    private let context: OpaquePointer

    package init() {
        // OpenSSL's own memory, freed in deinit.
        guard let context = unsafe EVP_MD_CTX_new(),
            unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
        else { preconditionFailure("OpenSSL has no SHA-256") }
        unsafe self.context = context
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Takes the next bytes.
    package mutating func add(_ bytes: Span<UInt8>) {
        // OpenSSL reads the span's bytes and keeps none.
        let status = unsafe bytes.withUnsafeBufferPointer {
            unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count)
        }
        precondition(status == 1, "OpenSSL can't digest")
    }

    /// The digest of all bytes, 32 of them.
    package consuming func finish() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        // OpenSSL writes the 32 bytes.
        let status = unsafe EVP_DigestFinal_ex(context, &digest, nil)
        precondition(status == 1, "OpenSSL can't digest")
        return digest
    }

    /// The SHA-256 of `bytes`, 32 bytes.
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = Digest()
        digest.add(bytes.span)
        return digest.finish()
    }
}
