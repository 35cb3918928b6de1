import COpenSSL

/// Compares secrets in a time that tells nothing about where two of them differ.
package enum SecretComparison {
  package static func areEqual(_ left: String, _ right: String) -> Bool {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    return left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
  }
}
