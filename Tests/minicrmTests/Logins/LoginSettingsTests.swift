import TestKit
import Testing

@testable import minicrm

/// The settings of logins: the ones that are taken, and the ones that are refused.
@Suite struct LoginSettingsTests {
  @Test(arguments: [
    ("microsoft365", "imaps://outlook.office365.com"), ("google", "imaps://imap.gmail.com"),
    ("outlook", "imaps://outlook.office365.com"), ("icloud", "imaps://imap.mail.me.com"),
    ("yahoo", "imaps://imap.mail.yahoo.com"), ("fastmail", "imaps://imap.fastmail.com"),
    ("zoho", "imaps://imap.zoho.eu"),
  ])
  func `a provider fills in where its mailboxes are`(provider: String, url: String) throws {
    let settings = try Self.settings([
      "provider: \(provider)", "username: docs@example.fi", "password: { file: /x }",
    ])
    #expect(settings.mailboxes.first?.server.url == url)
  }

  @Test func `what is given wins over what the provider fills in`() throws {
    let settings = try Self.settings([
      "provider: google", "url: imaps://proxy.example.fi", "username: docs@example.fi",
      "oauth2:", "  clientID: x", "  scope: mine", "  mechanism: OAUTHBEARER",
    ])
    let mailbox = try #require(settings.mailboxes.first)
    #expect(mailbox.server.url == "imaps://proxy.example.fi")
    #expect(mailbox.server.login.oauth2?.scope == "mine")
    #expect(mailbox.server.login.oauth2?.mechanism == .oauthBearer)
  }

  @Test func `Microsoft's tenant is the user's domain and the scope goes by the grant`() throws {
    let person = try Self.microsoft([])
    #expect(
      person.scope == "https://outlook.office.com/IMAP.AccessAsUser.All offline_access")
    #expect(
      person.authorizeURL
        == "https://login.microsoftonline.com/example.fi/oauth2/v2.0/authorize")
    #expect(person.grant == .refreshToken && person.mechanism == .xoauth2)
    let program = try Self.microsoft([
      "grant: clientCredentials", "clientSecret: { credential: m365 }",
    ])
    #expect(program.scope == "https://outlook.office365.com/.default")
  }

  @Test func `a private key means a signed statement`() throws {
    let settings = try Self.settings([
      "provider: google", "username: docs@example.fi", "oauth2:",
      "  privateKey: { credential: google }",
    ])
    #expect(settings.mailboxes.first?.server.login.oauth2?.grant == .jwtBearer)
  }

  @Test(arguments: [
    (["password: { file: /x }", "oauth2: { clientID: x }"], "give either password or oauth2"),
    ([], "password is missing, or oauth2 in its place"),
    (["oauth2: { clientID: x }"], "tokenURL is missing"),
    (["oauth2: { tokenURL: 'https://t.fi/', clientID: x }"], "refreshToken is missing"),
    (["oauth2: { tokenURL: 'http://t.fi/', clientID: x }"], "would send secrets unprotected"),
    (["oauth2: { tokenURL: 'https://u:p@t.fi/', clientID: x }"], "a user name, a password or a #"),
    (["oauth2: { tokenURL: 'ftp://t.fi/', clientID: x }"], "no URL of a web server"),
    (
      ["oauth2: { tokenURL: 'https://t.fi/', grant: clientCredentials, clientID: x }"],
      "clientID and clientSecret are what grant: clientCredentials goes by"
    ),
    (["oauth2: { tokenURL: 'https://t.fi/', grant: jwtBearer }"], "privateKey is what"),
    (["oauth2: { tokenURL: 'https://t.fi/', grant: implicit }"], "is not one of"),
    (["oauth2: { tokenURL: 'https://t.fi/', clientID: x, mechanism: PLAIN }"], "is not one of"),
    (
      ["oauth2: { tokenURL: 'https://t.fi/', clientID: x, refreshToken: hunter2 }"],
      "name where the secret is kept"
    ),
    (
      [
        "oauth2: { tokenURL: 'https://t.fi/', clientID: x, refreshToken: { file: /x }, issuer: a }"
      ], "privateKey, issuer and subject go with grant: jwtBearer only"
    ),
    (["provider: hotmale", "password: { file: /x }"], "is not one of"),
    (["oauth2: { tokenURL: 'https://t.fi/', clientID: x, scoop: y }"], "unknown key “scoop”"),
  ])
  func `what can't be meant is refused with its place`(lines: [String], words: String) throws {
    let error = #expect(throws: SettingsError.self) {
      try Self.settings(["url: imaps://imap.example.fi", "username: docs"] + lines)
    }
    let text = try #require(error).description
    #expect(text.contains(words) && text.contains("line "), "\(text)")
    #expect(!text.contains("hunter2"))
  }

  private static func microsoft(_ keys: [String]) throws -> OAuth2Settings {
    let settings = try settings(
      ["provider: microsoft365", "username: docs@example.fi", "oauth2:", "  clientID: x"]
        + keys.map { "  \($0)" })
    return try #require(settings.mailboxes.first?.server.login.oauth2)
  }

  private static func settings(_ lines: [String]) throws -> Settings {
    let mailbox = lines.map { "    \($0)" }.joined(separator: "\n")
    return try Settings(
      yaml: """
        store: { directory: /var/lib/minicrm }
        mail: { address: "{company}-{token}@in.example.fi" }
        mailboxes:
          - name: documents
        \(mailbox)

        """, file: "minicrm.yaml")
  }
}
