import Glibc
import TestKit
import Testing

/// A reminder's whole way: task, SMTP under TLS after a login, Postfix, Dovecot, the person's mailbox.
/// Postfix needs root.
@Suite(.enabled(if: getuid() == 0), .timeLimit(.minutes(10))) struct RemindPostfixTests {
  @Test func `a reminder arrives as another server's parser reads it`() async throws {
    let dovecot = try await Dovecot.start()
    let postfix = try await Postfix.start(deliveringTo: dovecot)
    let minicrm = try Minicrm()
    let password = try minicrm.directory.write(Dovecot.password + "\n", to: "smtp", mode: 0o600)
    try minicrm.configure(
      [],
      smtp: [
        "url: smtp://localhost:\(postfix.submissionPort)", "username: \(dovecot.users[0])",
        "password: { file: \(password) }", "caFile: \(dovecot.certificates.authority)",
        "from: \"Mini-CRM – muistutukset <muistutus@in.example.fi>\"",
      ])
    try await minicrm.addCompany()
    try await minicrm.mustRun([
      "person", "add", "--company", "acme", "--name", "Väinö Ääkkönen", "--email",
      "vaino@in.example.fi",
    ])
    try await minicrm.mustRun([
      "task", "add", "--company", "acme", "--person", "vaino@in.example.fi", "--description",
      "Lähetä tarjous – Östersundom", "--date", "2026-01-01", "--open",
    ])
    #expect(try await minicrm.json([ReminderRow].self, "reminder", "list").isEmpty)
    let test = try await minicrm.run("reminder", "test", "--to", "vaino@in.example.fi")
    #expect(test.code == 0, "\(test.errors)")
    #expect(test.text.contains("STARTTLS") && !test.text.contains(Dovecot.password))
    #expect(try await eventually { dovecot.count() == 1 })
  }
}
