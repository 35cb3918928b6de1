import COpenSSL

/// Signs with a private RSA key by RSASSA-PKCS1-v1_5 and SHA-256, which JSON Web Signatures call
/// RS256 (RFC 7518 section 3.3).
package enum RSASignature {
  /// Why a key can't sign; nothing of the key is in it.
  package enum Unusable: Error, CustomStringConvertible {
    case noKey
    case notRSA
    case refused

    package var description: String {
      switch self {
      case .noKey: "holds no unencrypted private key in PEM form"
      case .notRSA: "holds a key that is not an RSA key of 2,048 bits or more"
      case .refused: "holds a key that OpenSSL can't sign with"
      }
    }
  }

  /// The signature of the bytes. `key` is the text of a PEM file, PKCS #8 or PKCS #1.
  package static func sign(_ bytes: [UInt8], withKey key: String) throws(Unusable) -> [UInt8] {
    defer { ERR_clear_error() }
    let key = try parse(key)
    defer { EVP_PKEY_free(key) }
    guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA, EVP_PKEY_get_bits(key) >= 2_048 else {
      throw .notRSA
    }
    guard let context = EVP_MD_CTX_new() else { throw .refused }
    defer { EVP_MD_CTX_free(context) }
    var size = 0
    guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1,
      EVP_DigestSign(context, nil, &size, bytes, bytes.count) == 1
    else { throw .refused }
    var signature = [UInt8](repeating: 0, count: size)
    guard EVP_DigestSign(context, &signature, &size, bytes, bytes.count) == 1 else {
      throw .refused
    }
    return Array(signature.prefix(size))
  }

  private static func parse(_ text: String) throws(Unusable) -> OpaquePointer {
    var text = Array(text.utf8)
    let key = text.withUnsafeMutableBytes { bytes -> OpaquePointer? in
      guard let memory = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else { return nil }
      defer { BIO_free(memory) }
      // OpenSSL would ask for an encrypted key's password on the terminal.
      return PEM_read_bio_PrivateKey(memory, nil, { _, _, _, _ in -1 }, nil)
    }
    guard let key else { throw .noKey }
    return key
  }
}
