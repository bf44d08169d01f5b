internal import CPrivacyLedger
import Foundation

/// The owner's Ed25519 key: who has it may open, close and recover accounts and sign checkpoints.
public struct SigningKey: Sendable {
    private let seed: [UInt8]
    /// 32 bytes.
    public let publicKey: [UInt8]

    /// A new key, from the system's generator.
    public init() {
        var seed = [UInt8](repeating: 0, count: 32)
        // Writes the array's 32 bytes.
        let status = unsafe dpk_ed25519_new_key(&seed)
        precondition(status == 1, "OpenSSL gives no random bytes")
        self.init(seed: seed)
    }

    private init(seed: [UInt8]) {
        self.seed = seed
        var key = [UInt8](repeating: 0, count: 32)
        // Reads and writes 32 bytes each.
        let status = unsafe dpk_ed25519_public_key(seed, &key)
        precondition(status == 1, "OpenSSL has no Ed25519")
        publicKey = key
    }

    /// 64 bytes that only this key makes for `message`.
    func signature(of message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: 64)
        // Reads the seed's 32 bytes and the message, writes 64.
        let status = unsafe dpk_ed25519_sign(seed, message, message.count, &signature)
        precondition(status == 1, "OpenSSL can't sign")
        return signature
    }

    static func isValid(
        _ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]
    ) -> Bool {
        guard signature.count == 64, publicKey.count == 32 else { return false }
        // Reads 32, the message's and 64 bytes.
        return unsafe dpk_ed25519_verify(publicKey, message, message.count, signature) == 1
    }
}

// The file is a private key in PKCS #8 as PEM (RFC 8410), as `openssl pkey` reads and writes it.
extension SigningKey {
    private static let prefix: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04,
        0x20,
    ]
    private static let ends = ("-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----")

    /// The key of a file.
    ///
    /// - Throws: ``LedgerError/store(_:)`` if it isn't there, isn't an Ed25519 key, or others may read it.
    public init(path: String) throws(LedgerError) {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0, let data = FileManager.default.contents(atPath: path)
        else { throw .store(.cannotOpen(path: path, reason: lastError())) }
        guard facts.st_mode & 0o077 == 0 else {
            throw .store(.cannotOpen(path: path, reason: "others may read the key; chmod 600 it"))
        }
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard lines.count == 3, lines[0] == Self.ends.0, lines[2] == Self.ends.1,
            let bytes = Data(base64Encoded: String(lines[1])), bytes.count == 48,
            bytes.starts(with: Self.prefix)
        else { throw .store(.cannotOpen(path: path, reason: "isn't an Ed25519 private key")) }
        self.init(seed: Array(bytes.suffix(32)))
    }

    /// Writes the key to a new file that only its owner may read.
    ///
    /// - Throws: ``LedgerError/store(_:)``, also if there is a file already.
    public func write(to path: String) throws(LedgerError) {
        let body = Data(Self.prefix + seed).base64EncodedString()
        let text = Array("\(Self.ends.0)\n\(body)\n\(Self.ends.1)\n".utf8)
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .store(.cannotOpen(path: path, reason: lastError())) }
        defer { close(descriptor) }
        // Writes the array's bytes.
        let count = unsafe Foundation.write(descriptor, text, text.count)
        guard count == text.count, fsync(descriptor) == 0 else {
            throw .store(.failed(reason: "\(path): \(lastError())"))
        }
        try syncFolder((path as NSString).deletingLastPathComponent)
    }
}
