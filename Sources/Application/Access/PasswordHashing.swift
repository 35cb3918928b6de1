import Platform
import Records

/// Hashes passwords, two at a time: each takes a quarter of a second and 32 MiB.
package struct PasswordHashing: Sendable {
  /// So many wait at most: more than people are.
  private static let mostWaiting = 64

  private let turns = BlockingTurns(2, "minicrm.password")
  private let cost: Scrypt.Cost
  /// The hash that the passwords of unknown addresses are compared with.
  private let nobodys: PasswordHash

  package init(cost: Scrypt.Cost = .usual) {
    self.cost = cost
    nobodys = PasswordHash(of: SecretToken.random().text, cost: cost)
  }

  /// Throws where so many wait that nobody else is let in.
  func requireRoom() async throws(Crowded) {
    guard await turns.waits < Self.mostWaiting else { throw Crowded() }
  }

  /// The hash of a password, which was checked.
  func hash(_ password: String) async throws -> PasswordHash {
    try await requireRoom()
    let cost = cost
    return try await turns.run { PasswordHash(of: password, cost: cost) }
  }

  /// False without a hash, after the same time.
  func matches(_ hash: PasswordHash?, _ password: String) async throws -> Bool {
    let compared = hash ?? nobodys
    let password = FieldRule.normalisedPassword(password)
    let matches = try await turns.run { compared.matches(password) }
    return matches && hash != nil
  }
}

/// So many passwords are being looked at that another has to be tried later.
package struct Crowded: Error, Sendable {}
