import Foundation
import Platform

/// The tokens of one login as they are kept: a JSON object.
package struct StoredTokens: Codable, Sendable, Equatable {
  /// The version of this form.
  private(set) var version = 1
  /// The user name, for who looks into the file.
  package let account: String
  package var refreshToken: String?
  /// The digest of the token in the settings that these descend from, hexadecimal; nil where the
  /// settings named none. Other content there replaces these.
  var configured: String?
  /// The time when somebody agreed through us; nil for tokens that descend from the settings'.
  var agreedAt: Date?
  package var accessToken: String?
  /// By our clock.
  package var obtainedAt: Date?
  package var expiresAt: Date?

  init(account: String) {
    self.account = account
  }

  /// The digest of a token that the settings name.
  static func digest(of configured: Secret?) -> String? {
    configured.map { Digest(of: $0.value).hexadecimal }
  }

  /// The settings still name the token that these descend from, or none any more.
  func descend(from configured: Secret?) -> Bool {
    guard let configured else { return true }
    return self.configured == Self.digest(of: configured)
  }

  /// The time to renew the access token, well before its end: half of its life, at most ten
  /// minutes, are left for that.
  package var renewalTime: Date? {
    guard let obtainedAt, let expiresAt else { return nil }
    let life = expiresAt.timeIntervalSince(obtainedAt)
    return expiresAt.addingTimeInterval(-min(Self.longestLead, life / 2))
  }

  /// The time from which even a login in a hurry doesn't take the token.
  var usableUntil: Date? { expiresAt?.addingTimeInterval(-Self.leastLife) }

  /// The time that a login itself may take, in seconds.
  private static let leastLife: TimeInterval = 5
  /// In seconds; clocks may be as far off.
  private static let longestLead: TimeInterval = 600

  /// The access token, unless its time is over; a clock that went back makes its age unknown.
  func accessToken(before deadline: Date?, now: Date) -> String? {
    guard let accessToken, let obtainedAt, let deadline, now < deadline, now >= obtainedAt
    else { return nil }
    return accessToken
  }

  /// These with what the server gave; a refresh token that it leaves out stays as it was.
  func renewed(by grant: TokenGrant, now: Date) -> StoredTokens {
    var tokens = self
    tokens.refreshToken = grant.refreshToken ?? refreshToken
    tokens.accessToken = grant.accessToken
    tokens.obtainedAt = now
    tokens.expiresAt = now.addingTimeInterval(grant.lifetime)
    return tokens
  }

  // MARK: Bytes

  func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// Throws for what is no such object.
  package init(_ bytes: [UInt8]) throws {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    self = try decoder.decode(StoredTokens.self, from: Data(bytes))
    guard version == 1 else { throw UnknownVersion() }
  }

  private struct UnknownVersion: Error {}
}
