import COpenSSL

/// A SHA-256 under way, computed by OpenSSL.
package struct SHA256: ~Copyable {
  /// Fetched once; `EVP_sha256()` is fetched anew at each beginning (crypto(7), "Performance").
  nonisolated(unsafe) private static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

  private let context: OpaquePointer

  package init() {
    // These fail only without memory or without SHA-256 in the library.
    guard let context = EVP_MD_CTX_new(), let algorithm = Self.algorithm,
      EVP_DigestInit_ex(context, algorithm, nil) == 1
    else { preconditionFailure("OpenSSL gives no SHA-256") }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    precondition(EVP_DigestUpdate(context, start, bytes.count) == 1, "SHA-256 update failed")
  }

  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The digest; the computation is used up.
  package consuming func finish() -> Digest {
    Digest { bytes in
      let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      precondition(EVP_DigestFinal_ex(context, start, nil) == 1, "SHA-256 final failed")
    }
  }
}
