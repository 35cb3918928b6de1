import COpenSSL

/// Derives keys from passwords by scrypt (RFC 7914), which costs much memory and time, so that
/// nobody tries many passwords.
package enum Scrypt {
  /// The cost of one derivation.
  package struct Cost: Sendable, Hashable {
    /// The binary logarithm of N.
    package let rounds: Int
    package let blockSize: Int
    package let parallelism: Int

    package init(rounds: Int, blockSize: Int, parallelism: Int) {
      self.rounds = rounds
      self.blockSize = blockSize
      self.parallelism = parallelism
    }

    /// A quarter of a second and 32 MiB (OWASP Password Storage Cheat Sheet, 2023).
    package static let usual = Cost(rounds: 15, blockSize: 8, parallelism: 3)

    /// A stored hash may ask for so much: a damaged one must not take the machine.
    var isBearable: Bool {
      (1...20).contains(rounds) && (1...32).contains(blockSize) && (1...16).contains(parallelism)
    }

    /// The memory of one derivation, in bytes, with room for OpenSSL's own, whose limit of 32 MiB
    /// refuses the usual cost.
    fileprivate var memory: UInt64 { (UInt64(128 * blockSize) << rounds) + (16 << 20) }
  }

  /// A key of so many bytes. Blocks for as long as the cost says.
  package static func key(
    _ password: String, salt: [UInt8], _ cost: Cost, count: Int = 32
  ) -> [UInt8] {
    let password = Array(password.utf8CString)
    var key = [UInt8](repeating: 0, count: count)
    let done = EVP_PBE_scrypt(
      password, password.count - 1, salt, salt.count, 1 << UInt64(cost.rounds),
      UInt64(cost.blockSize), UInt64(cost.parallelism), cost.memory, &key, count)
    // OpenSSL fails only without memory or with a cost that is not to be borne.
    precondition(done == 1, "OpenSSL derives no key by scrypt")
    return key
  }
}
