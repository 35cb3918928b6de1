/// A password as it is kept: a salt and a key, from which the password can't be had.
package struct PasswordHash: Sendable, Hashable {
  private static let saltSize = 16

  private let cost: Scrypt.Cost
  private let salt: [UInt8]
  private let key: [UInt8]

  /// Hashes the password with a new salt. Blocks.
  package init(of password: String, cost: Scrypt.Cost = .usual) {
    var generator = SystemRandomNumberGenerator()
    let salt = (0..<Self.saltSize).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    (self.cost, self.salt) = (cost, salt)
    key = Scrypt.key(password, salt: salt, cost)
  }

  /// As `text` has it; nil for another text.
  package init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]),
      let blockSize = Int(parts[2]), let parallelism = Int(parts[3]),
      let salt = Hexadecimal.bytes(parts[4]), let key = Hexadecimal.bytes(parts[5]), key.count == 32
    else { return nil }
    cost = Scrypt.Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
    guard cost.isBearable else { return nil }
    (self.salt, self.key) = (salt, key)
  }

  /// `scrypt$15$8$3$SALT$KEY`, salt and key in hexadecimal.
  package var text: String {
    let numbers = [cost.rounds, cost.blockSize, cost.parallelism].map(String.init)
    return (["scrypt"] + numbers + [Hexadecimal.text(salt), Hexadecimal.text(key)])
      .joined(separator: "$")
  }

  /// True for the password that was hashed. Blocks, for as long with any other.
  package func matches(_ password: String) -> Bool {
    SecretComparison.areEqual(Scrypt.key(password, salt: salt, cost), key)
  }
}
