import Foundation
import TestKit
import Testing

/// Mailboxes that are logged into by access tokens, on a real Dovecot that asks the token server
/// whose a token is.
@Suite(.timeLimit(.minutes(10))) struct TokenLoginTests {
  @Test(arguments: ["XOAUTH2", "OAUTHBEARER"], ["refreshToken", "clientCredentials"])
  func `mail is read by either mechanism and grant`(
    mechanism: String, grant: String
  ) async throws {
    let place = try await TokenInstallation(mechanism: mechanism, grant: grant)
    let company = try await place.minicrm.addCompany()
    try place.deliver("lasku", to: company)
    try await place.minicrm.ingestOnce()
    #expect(try await place.documents() == ["lasku.pdf"])
    let file = try #require(place.tokenFile)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(place.tokens.now.introspected == ["access-1"])
  }

  @Test func `mail is read by a service account's key, as Google hands it out`() async throws {
    let place = try await TokenInstallation()
    let key = try await Program.mustRun(
      "openssl", ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"])
    let account = try JSONSerialization.data(withJSONObject: [
      "type": "service_account", "private_key": key, "client_email": "crm@p.example",
    ])
    let file = try place.minicrm.directory.write(account, to: "google.json", mode: 0o600)
    var mailbox = try place.mailbox(grant: "jwtBearer", keys: ["privateKey: { file: \(file) }"])
    mailbox.oauth2.removeAll { $0.hasPrefix("clientID") }
    try place.minicrm.configure([mailbox])
    place.tokens.change { $0.clockLead = -600 }
    let company = try await place.minicrm.addCompany()
    try place.deliver("lasku", to: company)
    try await place.minicrm.ingestOnce()
    #expect(try await place.documents() == ["lasku.pdf"])
    let assertion = try #require(place.tokens.now.requests.last?["assertion"])
    #expect(assertion.split(separator: ".").count == 3)
  }

  @Test func `a token that was revoked before its time is replaced at once`() async throws {
    let place = try await TokenInstallation { $0.rotates = true }
    let company = try await place.minicrm.addCompany()
    let daemon = try place.minicrm.start(["ingest"])
    try place.deliver("ennen", to: company)
    #expect(try await eventually { try await place.documents() == ["ennen.pdf"] })
    // A fresh one would not be replaced.
    try place.age(by: 120)
    place.tokens.revokeAccess()
    try await place.dovecot.doveadm("kick", "documents")
    try place.deliver("jalkeen", to: company)
    #expect(try await eventually { try await place.documents().contains("jalkeen.pdf") })
    #expect(try place.kept()?.refreshToken == "refresh-2")
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
    #expect(!daemon.standardError.contains("access-"))
    #expect(!daemon.standardError.contains("refresh-"))
  }

  @Test func `two daemons and a command renew one token once each time`() async throws {
    let place = try await TokenInstallation {
      $0.rotates = true
      $0.lifetime = 4
    }
    let company = try await place.minicrm.addCompany()
    let daemons = try (0..<2).map { _ in try place.minicrm.start(["ingest"]) }
    // Each token is renewed at half of its life.
    #expect(try await eventually { place.tokens.now.grants >= 3 })
    try place.deliver("lasku", to: company)
    #expect(try await eventually { try await place.documents() == ["lasku.pdf"] })
    for daemon in daemons {
      daemon.signal(SIGTERM)
      #expect(try await daemon.end() == .exited(0))
    }
    try await place.minicrm.ingestOnce()
    // None was spent twice, or asked for by two at once: each request brought the next token.
    let asked = place.tokens.now.requests.compactMap { $0["refresh_token"] }
    #expect(asked == (0..<asked.count).map { "refresh-\($0)" })
  }

  @Test func `an ended agreement is one clear line that says how to agree again`() async throws {
    let place = try await TokenInstallation()
    try await place.minicrm.addCompany()
    place.tokens.revokeAll()
    let run = try await place.minicrm.run("ingest", "--once")
    #expect(run.code == 1)
    #expect(
      run.errors.split(separator: "\n").map(String.init) == [
        "minicrm: mailbox documents: 127.0.0.1 gives no token for documents (invalid_grant: "
          + "AADSTS70008: The refresh token ••• has expired.); authorise again: minicrm mailbox "
          + "authorize documents"
      ])
    let doctor = try await place.minicrm.run("doctor")
    #expect(doctor.text.contains("authorise again: minicrm mailbox authorize documents"))
    #expect(!doctor.text.contains("refresh-0"))
    let status = try await place.minicrm.run("status")
    #expect(status.code == 2 && status.text.contains("authorise again"))
    // Since when it fails is the first of the errors.
    let first = try await place.minicrm.json([LoginRow].self, "mailbox", "list")[0]
    #expect(first.since != nil && first.lastError?.contains("authorise again") == true)
    #expect(try await place.minicrm.run("ingest", "--once").code == 1)
    #expect(
      try await place.minicrm.json([LoginRow].self, "mailbox", "list")[0].since == first.since)
  }

  @Test func `a daemon asks an ended agreement once, and goes on when somebody has agreed again`()
    async throws
  {
    let place = try await TokenInstallation { $0.refreshTokens = [] }
    let company = try await place.minicrm.addCompany()
    let daemon = try place.minicrm.start(["ingest"])
    // The renewal beside the work may have said it before the mailbox's own watch does.
    func told() -> Int {
      daemon.standardError.split(separator: "\n")
        .count { $0.contains("authorise again") && !$0.contains("not renewed") }
    }
    #expect(try await eventually { told() > 0 })
    try place.deliver("lasku", to: company)
    place.tokens.change { $0.refreshTokens = ["refresh-new"] }
    try place.writeRefreshToken("refresh-new")
    #expect(try await eventually { try await place.documents() == ["lasku.pdf"] })
    let asked = place.tokens.now.requests.compactMap { $0["refresh_token"] }
    #expect(asked == ["refresh-0", "refresh-new"])
    #expect(told() == 1)
  }

  @Test func `a token server that hangs holds up its own mailbox alone`() async throws {
    let place = try await TokenInstallation()
    let other = try await Dovecot.start(users: ["toinen"])
    var slow = try place.mailbox()
    slow.timeout = "2s"
    try place.minicrm.configure([slow, MailboxSettings(of: other)])
    let company = try await place.minicrm.addCompany()
    place.tokens.plan(.silence)
    try other.deliver([SampleMail(to: company.address, subject: "x").attaching(.pdf("x.pdf")).bytes]
    )
    try place.deliver("y", to: company)
    let run = try await place.minicrm.run("ingest", "--once")
    #expect(
      run.code == 1 && run.errors.contains("mailbox documents: no token: 127.0.0.1: no answer"))
    #expect(try await place.documents() == ["x.pdf"])
    try await place.minicrm.ingestOnce()
    #expect(try await place.documents() == ["x.pdf", "y.pdf"])
  }

  @Test func `the mailboxes are listed with how each logs in and until when`() async throws {
    let place = try await TokenInstallation()
    let other = try await Dovecot.start(users: ["toinen"])
    try place.minicrm.configure([try place.mailbox(), MailboxSettings(of: other)])
    try await place.minicrm.addCompany()
    try await place.minicrm.ingestOnce()
    let rows = try await place.minicrm.json([LoginRow].self, "mailbox", "list")
    #expect(rows.map(\.name) == ["documents", "toinen"])
    #expect(rows.map(\.login) == ["oauth2", "password"])
    #expect(rows.map { $0.tokenExpires != nil } == [true, false])
    #expect(rows.allSatisfy { $0.lastSuccess != nil && $0.lastError == nil && $0.since == nil })
    #expect(rows[0].url == "imaps://localhost:\(place.dovecot.imapsPort)")
    let table = try await place.minicrm.mustRun(["mailbox", "list"])
    #expect(!String(decoding: table, as: UTF8.self).contains("access-"))
  }

  @Test func `a backup leaves tokens out and the store's check knows them`() async throws {
    let place = try await TokenInstallation()
    try await place.minicrm.addCompany()
    try await place.minicrm.ingestOnce()
    let target = place.minicrm.directory.path("backup")
    try await place.minicrm.mustRun(["backup", target])
    let names = try FileManager.default.subpathsOfDirectory(atPath: target)
    #expect(!names.contains { $0.contains("token") })
    let doctor = try await place.minicrm.run("doctor")
    #expect(!doctor.text.contains("is not minicrm's"), "\(doctor.text)")
  }
}

/// A row of `mailbox list`.
struct LoginRow: Decodable {
  let name: String
  let url: String
  let username: String
  let folder: String?
  let login: String
  let tokenExpires: String?
  let lastSuccess: String?
  let lastError: String?
  let since: String?
}

extension TokenInstallation {
  /// Moves the kept token's beginning back by so many seconds.
  func age(by seconds: TimeInterval) throws {
    guard let tokenFile else { throw TestKitError("no tokens are kept") }
    let data = try Data(contentsOf: URL(fileURLWithPath: tokenFile))
    guard var object = try JSONSerialization.jsonObject(with: data) as? [String: Any],
      let text = object["obtainedAt"] as? String
    else { throw TestKitError("no object in \(tokenFile)") }
    let date = try Date(text, strategy: .iso8601).addingTimeInterval(-seconds)
    object["obtainedAt"] = date.formatted(.iso8601)
    try JSONSerialization.data(withJSONObject: object).write(to: URL(fileURLWithPath: tokenFile))
  }
}
