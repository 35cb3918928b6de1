import Foundation
import TestKit

/// A Dovecot that takes access tokens, the server that gives them, and a `minicrm` that logs in by
/// them.
struct TokenInstallation: Sendable {
  let tokens: FakeTokenServer
  let dovecot: Dovecot
  let minicrm: Minicrm

  /// `keys` are further lines of `oauth2`.
  init(
    mechanism: String = "XOAUTH2", grant: String = "refreshToken", keys: [String] = [],
    _ change: (inout FakeTokenServer.State) -> Void = { _ in }
  ) async throws {
    tokens = try FakeTokenServer()
    tokens.change(change)
    dovecot = try await Dovecot.start(tokens: tokens)
    minicrm = try Minicrm()
    try minicrm.configure([try mailbox(mechanism: mechanism, grant: grant, keys: keys)])
  }

  /// The mailbox's settings. The refresh token is in a file.
  func mailbox(
    mechanism: String = "XOAUTH2", grant: String = "refreshToken", keys: [String] = []
  ) throws -> MailboxSettings {
    var mailbox = MailboxSettings(of: dovecot)
    mailbox.oauth2 =
      ["tokenURL: \(tokens.url)/token", "clientID: crm", "grant: \(grant)"]
      + ["mechanism: \(mechanism)", "scope: mail"] + keys
    if grant == "refreshToken", !keys.contains(where: { $0.hasPrefix("authorizeURL") }) {
      mailbox.oauth2.append("refreshToken: { file: \(try writeRefreshToken("refresh-0")) }")
    }
    if grant == "clientCredentials" {
      let file = try minicrm.directory.write("hush\n", to: "client", mode: 0o600)
      mailbox.oauth2.append("clientSecret: { file: \(file) }")
    }
    return mailbox
  }

  @discardableResult
  func writeRefreshToken(_ token: String) throws -> String {
    try minicrm.directory.write(token + "\n", to: "refresh", mode: 0o600)
  }

  /// A mail with one document for the company arrives.
  func deliver(_ name: String, to company: CompanyRow) throws {
    try dovecot.deliver([
      SampleMail(to: company.address, subject: name).attaching(.pdf("\(name).pdf")).bytes
    ])
  }

  func documents() async throws -> Set<String> {
    Set(try await minicrm.documents().map(\.fileName))
  }

  // MARK: What is kept

  /// The file of the only login's tokens; nil where there is none.
  var tokenFile: String? {
    let directory = "\(minicrm.storeDirectory)/tokens"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.first { $0.hasSuffix(".json") }.map { "\(directory)/\($0)" }
  }

  struct Kept: Decodable {
    let refreshToken: String?
    let accessToken: String?
  }

  func kept() throws -> Kept? {
    guard let tokenFile else { return nil }
    let data = try Data(contentsOf: URL(fileURLWithPath: tokenFile))
    return try JSONDecoder().decode(Kept.self, from: data)
  }
}
