import COpenSSL

/// The secret part of a company's address.
enum AddressSecret {
  /// 26 characters of 5 bits are 130 random bits.
  private static let length = 26
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")

  static func random() -> String {
    String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count)] })
  }

  /// Compares in a time that tells nothing about where two secrets differ.
  static func areEqual(_ left: String, _ right: String) -> Bool {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    return left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
  }
}
