/// The secret part of a company's address.
package enum AddressSecret {
  /// 26 characters of 5 bits are 130 random bits.
  private static let length = 26
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")

  package static func random() -> String {
    String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count)] })
  }
}
