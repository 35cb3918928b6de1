import Platform

/// The place where the tokens of one login are kept from one process to the next.
package protocol TokenVault: Sendable {
  /// The bytes that were kept last; nil when there are none.
  func read() throws -> [UInt8]?

  /// Waits until no other process or task renews these tokens, and keeps others from it. `sign`
  /// hears of the wait.
  func hold(sign: @escaping LifeSign) async throws -> any TokenLease
}

/// The right to renew the tokens of one login, as long as it lives.
package protocol TokenLease: Sendable {
  /// Makes sure that there is room for new tokens, before the old ones are spent.
  func prepare() throws

  /// Keeps the bytes in place of those before, durably, or not at all.
  func write(_ bytes: [UInt8]) throws
}
