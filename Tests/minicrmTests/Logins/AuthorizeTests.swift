import Foundation
import TestKit
import Testing

/// A person agrees that a mailbox is used: in a browser, by a pasted address, by a code.
@Suite(.timeLimit(.minutes(5))) struct AuthorizeTests {
  @Test func `a browser on this machine comes back by itself`() async throws {
    let place = try await TokenInstallation(keys: [])
    try place.configureForAgreement()
    let command = try place.minicrm.start(["mailbox", "authorize", "documents"])
    let url = try await place.shownURL(command)
    #expect(url.contains("code_challenge_method=S256") && url.contains("login_hint=documents"))
    let visit = try await Program.run("curl", ["-sS", "--location", url])
    #expect(visit.succeeded && visit.text.contains("Done"))
    #expect(try await command.end() == .exited(0), "\(command.standardError)")
    #expect(try place.kept()?.refreshToken == "refresh-1")
    #expect(place.tokens.now.introspected == ["access-1"])
    let exchange = try #require(place.tokens.now.requests.first)
    #expect(
      exchange["grant_type"] == "authorization_code" && exchange["code_verifier"]?.count == 43)
    for text in [command.standardOutput, command.standardError] {
      #expect(!text.contains("access-1") && !text.contains("refresh-1"))
    }
    let rows = try await place.minicrm.json([LoginRow].self, "mailbox", "list")
    #expect(rows[0].tokenExpires != nil)
  }

  @Test func `an address from another machine is pasted, and a stranger's is not taken`()
    async throws
  {
    let place = try await TokenInstallation()
    try place.configureForAgreement()
    let fifo = place.minicrm.directory.path("terminal")
    try #require(mkfifo(fifo, 0o600) == 0)
    // Opened both ways, so that neither side waits for the other to open.
    let terminal = try #require(FileHandle(forUpdatingAtPath: fifo))
    let child = try place.minicrm.start(
      ["mailbox", "authorize", "documents", "--json"], inputPath: fifo)
    let url = try await place.eventuallyURL { child.standardError }
    let visit = try await Program.run(
      "curl", ["-sS", "-o", "/dev/null", "-w", "%{redirect_url}", url])
    for line in [
      "http://localhost:1/?code=stolen&state=guessed", "rubbish %%%", "code=x", visit.text,
    ] { try terminal.write(contentsOf: Data((line + "\n").utf8)) }
    #expect(try await child.end() == .exited(0), "\(child.standardError)")
    #expect(child.standardError.contains("that is the answer to another question"))
    #expect(child.standardError.contains("that is not the address"))
    let row = try JSONDecoder().decode(LoginRow.self, from: child.standardOutputBytes)
    #expect(row.name == "documents" && row.login == "oauth2" && row.tokenExpires != nil)
    #expect(place.tokens.now.requests.count == 1)
  }

  @Test func `a code for another device does it where the provider has that`() async throws {
    let place = try await TokenInstallation()
    try place.configureForAgreement(["deviceURL: \(place.tokens.url)/device"])
    place.tokens.change { $0.pendingAsks = 3 }
    let run = try await place.minicrm.run("mailbox", "authorize", "documents")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.text.contains("ABCD-EFGH") && run.text.contains("https://login.example.fi/device"))
    #expect(place.tokens.now.requests.count == 4)
    #expect(try place.kept()?.refreshToken == "refresh-1")
    let company = try await place.minicrm.addCompany()
    try place.deliver("lasku", to: company)
    try await place.minicrm.ingestOnce()
    #expect(try await place.documents() == ["lasku.pdf"])
  }

  @Test func `when the wrong person has agreed nothing is kept`() async throws {
    let place = try await TokenInstallation()
    try place.configureForAgreement(["deviceURL: \(place.tokens.url)/device"])
    place.tokens.change {
      $0.pendingAsks = 0
      $0.user = "somebody"
    }
    let run = try await place.minicrm.run("mailbox", "authorize", "documents")
    #expect(run.code == 1)
    #expect(run.errors.contains("the mail server refuses the login"), "\(run.errors)")
    #expect(run.errors.contains("agree as documents"))
    #expect(try place.kept() == nil)
  }

  @Test(arguments: [
    (["nobody"], "there is no mailbox “nobody” in the settings; named are documents"),
    ([], "Name the mailbox, or say --smtp"),
    (["documents", "--smtp"], "smtp is missing"),
  ])
  func `what can't be authorised is told`(arguments: [String], words: String) async throws {
    let place = try await TokenInstallation()
    let run = try await place.minicrm.run(["mailbox", "authorize"] + arguments)
    #expect(run.code != 0 && run.errors.contains(words), "\(run.errors)")
  }

  @Test func `logins that need nobody's leave say so`() async throws {
    let place = try await TokenInstallation(grant: "clientCredentials")
    let run = try await place.minicrm.run("mailbox", "authorize", "documents")
    #expect(run.errors.contains("grant: clientCredentials needs nobody's leave"))
    try place.minicrm.configure([MailboxSettings(of: place.dovecot)])
    let other = try await place.minicrm.run("mailbox", "authorize", "documents")
    #expect(other.code == 1 && other.errors.contains("logs in by password"))
  }
}

extension TokenInstallation {
  /// The settings name no refresh token, but where somebody agrees.
  fileprivate func configureForAgreement(_ keys: [String] = []) throws {
    try minicrm.configure([
      try mailbox(keys: ["authorizeURL: \(tokens.url)/authorize"] + keys)
    ])
  }

  fileprivate func shownURL(_ command: ChildProcess) async throws -> String {
    try await eventuallyURL { command.standardOutput }
  }

  fileprivate func eventuallyURL(_ output: () -> String) async throws -> String {
    var found: String?
    let isShown = try await eventually {
      found = output().split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .first { $0.hasPrefix("\(tokens.url)/authorize") }
      // A line that is written to its end.
      return found != nil && output().contains("press Enter")
    }
    guard isShown, let found else { throw TestKitError("no address is shown: \(output())") }
    return found
  }
}
