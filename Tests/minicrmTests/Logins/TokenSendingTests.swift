import Glibc
import TestKit
import Testing

/// Reminders that are sent after a login by an access token: Postfix, with a Dovecot that asks the
/// token server. Postfix needs root.
@Suite(.enabled(if: getuid() == 0), .timeLimit(.minutes(5))) struct TokenSendingTests {
  @Test(arguments: ["XOAUTH2", "OAUTHBEARER"])
  func `a reminder goes out by either mechanism`(mechanism: String) async throws {
    let place = try await TokenInstallation { $0.rotates = true }
    let postfix = try await Postfix.start(deliveringTo: place.dovecot)
    try place.configureSending(postfix, mechanism)
    let office = try await ReminderOffice(place.minicrm, domain: "in.example.fi")
    try await office.addTask("Soita")
    try await place.minicrm.mustRun(["remind", "--once"])
    #expect(try await eventually { place.dovecot.count() == 1 })
    #expect(try await office.reminders().contains { $0.state == "sent" && $0.attempts == 1 })
    #expect(place.tokens.now.introspected == ["access-1"])
    #expect(try place.kept()?.refreshToken == "refresh-1")
  }

  @Test(arguments: ["XOAUTH2", "OAUTHBEARER"])
  func `a revoked token is replaced, and an ended agreement leaves the reminder waiting`(
    mechanism: String
  ) async throws {
    let place = try await TokenInstallation()
    let postfix = try await Postfix.start(deliveringTo: place.dovecot)
    try place.configureSending(postfix, mechanism)
    let office = try await ReminderOffice(place.minicrm, domain: "in.example.fi")
    try await office.addTask("Soita")
    // Given, kept, and revoked before its time.
    try await place.minicrm.mustRun(["doctor"])
    try place.age(by: 120)
    place.tokens.revokeAccess()
    try await place.minicrm.mustRun(["remind", "--once"])
    #expect(try await eventually { place.dovecot.count() == 1 })
    #expect(place.tokens.now.grants == 2)

    try await office.addTask("Soita toisen kerran")
    try place.age(by: 120)
    place.tokens.revokeAll()
    let run = try await place.minicrm.run("remind", "--once")
    #expect(run.code == 1)
    #expect(
      run.errors.contains("authorise again: minicrm mailbox authorize --smtp"), "\(run.errors)")
    #expect(!run.errors.contains("access-") && !run.errors.contains("refresh-0"))
    #expect(try await office.reminders().contains { $0.state == "planned" })
  }

  @Test func `the login that sends is authorised by itself`() async throws {
    let place = try await TokenInstallation()
    let postfix = try await Postfix.start(deliveringTo: place.dovecot)
    try place.configureSending(
      postfix, "XOAUTH2", login: ["deviceURL: \(place.tokens.url)/device"])
    try await place.minicrm.addCompany()
    let before = try await place.minicrm.run("reminder", "test", "--to", "matti@in.example.fi")
    #expect(before.code == 1 && before.errors.contains("run minicrm mailbox authorize --smtp"))
    let run = try await place.minicrm.run("mailbox", "authorize", "--smtp")
    #expect(run.code == 0, "\(run.errors)")
    let trial = try await place.minicrm.run("reminder", "test", "--to", "matti@in.example.fi")
    #expect(trial.code == 0, "\(trial.errors)")
    for fact in ["C: AUTH XOAUTH2", "•••", "S: 235"] { #expect(trial.text.contains(fact)) }
    #expect(!trial.text.contains("access-") && !trial.text.contains("YWNjZXNz"))
    #expect(try await eventually { place.dovecot.count() == 1 })
  }
}

extension TokenInstallation {
  /// Sending only; `login` stands in place of the refresh token's file.
  func configureSending(
    _ postfix: Postfix, _ mechanism: String, login: [String]? = nil
  ) throws {
    let token = try login ?? ["refreshToken: { file: \(writeRefreshToken("refresh-0")) }"]
    let keys =
      ["tokenURL: \(tokens.url)/token", "clientID: crm", "mechanism: \(mechanism)"] + token
    try minicrm.configure(
      [],
      smtp: [
        "url: smtp://localhost:\(postfix.submissionPort)", "username: documents",
        "caFile: \(dovecot.certificates.authority)",
        "from: \"Mini-CRM <muistutus@in.example.fi>\"", "oauth2:",
      ] + keys.map { "  \($0)" })
  }
}
