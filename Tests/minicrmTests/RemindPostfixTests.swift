import Glibc
import TestKit
import Testing

/// A reminder's whole way: task, SMTP under TLS after a login, Postfix, Dovecot, the person's
/// mailbox. Postfix needs root.
@Suite(.enabled(if: getuid() == 0), .timeLimit(.minutes(10))) struct RemindPostfixTests {
  @Test func `a reminder arrives, and another program reads it as it was meant`() async throws {
    let dovecot = try await Dovecot.start()
    let postfix = try await Postfix.start(deliveringTo: dovecot)
    let office = try await ReminderOffice(
      try minicrm(postfix, dovecot), domain: "in.example.fi")
    try await office.minicrm.mustRun([
      "customer", "add", "--company", "acme", "--name", "Östersundom Oy", "--phone", "09 123",
    ])
    try await office.addTask("Lähetä tarjous – Östersundom", "--customer", "1")

    try await office.minicrm.mustRun(["remind", "--once"])

    #expect(try await eventually { dovecot.count() == 1 })
    // Dovecot's own reading of the message.
    let user = dovecot.users[0]
    let read = try await dovecot.doveadm(
      "fetch", "-u", user, "hdr.subject.utf8 hdr.from.utf8 hdr.to.utf8 imap.bodystructure", "all")
    for fact in [
      "Muistutus: Lähetä tarjous – Östersundom – tänään", "Mini-CRM – muistutukset",
      "Väinö Ääkkönen", #""text" "plain" ("charset" "utf-8")"#, #""text" "html""#,
      #""text" "calendar""#, #""tehtava.ics""#, #""alternative""#, #""mixed""#,
    ] { #expect(read.contains(fact), "\(fact) is not in \(read)") }
    let text = try await dovecot.doveadm("fetch", "-u", user, "text.utf8", "all")
    for fact in ["Asiakas: Östersundom Oy, 09 123", "BEGIN:VEVENT", "Väinö Ääkkönen"] {
      #expect(text.contains(fact), "\(fact) is not in \(text)")
    }
    #expect(try await office.reminders().contains { $0.state == "sent" && $0.attempts == 1 })
  }

  @Test func `a test mail shows the dialogue without the password`() async throws {
    let dovecot = try await Dovecot.start()
    let postfix = try await Postfix.start(deliveringTo: dovecot)
    let run = try await minicrm(postfix, dovecot)
      .run("reminder", "test", "--to", "vaino@in.example.fi")
    #expect(run.code == 0, "\(run.errors)")
    for fact in ["C: STARTTLS", "C: AUTH", "•••", "S: 235", "S: 250"] {
      #expect(run.text.contains(fact), "\(run.text)")
    }
    #expect(!run.text.contains(Dovecot.password))
    #expect(try await eventually { dovecot.count() == 1 })
  }

  private func minicrm(_ postfix: Postfix, _ dovecot: Dovecot) throws -> Minicrm {
    let minicrm = try Minicrm()
    let password = try minicrm.directory.write(Dovecot.password + "\n", to: "smtp", mode: 0o600)
    try minicrm.configure(
      [],
      smtp: [
        "url: smtp://localhost:\(postfix.submissionPort)", "username: \(dovecot.users[0])",
        "password: { file: \(password) }", "caFile: \(dovecot.certificates.authority)",
        "from: \"Mini-CRM – muistutukset <muistutus@in.example.fi>\"",
      ])
    return minicrm
  }
}
