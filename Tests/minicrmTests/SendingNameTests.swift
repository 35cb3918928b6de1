import TestKit
import Testing

/// Names in the settings of outgoing mail, and of whom it goes to.
@Suite struct SendingNameTests {
  private func settings(port: Int, _ more: String...) -> [String] {
    ["url: smtp://127.0.0.1:\(port)", "tls: none", "timeout: 20s"] + more
  }

  @Test func `EHLO, sender and recipient go out in ASCII`() async throws {
    let server = try FakeSMTPServer()
    let minicrm = try Minicrm(
      smtp: settings(
        port: server.port, "from: \"Mini-CRM <muistutus@työ.fi>\"", "ehlo: CRM.Työ.fi"))
    let office = try await ReminderOffice(minicrm, domain: "työ.example")
    try await office.addTask("Soita")
    #expect(try await minicrm.run("remind", "--once").code == 0)

    #expect(server.commands.first == "EHLO crm.xn--ty-gka.fi")
    let mail = try #require(server.mails.first)
    #expect(mail.sender.contains("<muistutus@xn--ty-gka.fi>"))
    #expect(mail.recipient.contains("<matti@xn--ty-gka.example>"))
    #expect(mail.lines.contains("From: Mini-CRM <muistutus@xn--ty-gka.fi>"))
    #expect(mail.lines.contains { $0.hasSuffix("<matti@xn--ty-gka.example>") })
    #expect(mail.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
  }

  @Test(arguments: ["ehlo: \"crm fi\"", "ehlo: \"[1.2]\"", "ehlo: xn--a.fi"])
  func `a name that EHLO can't say is refused where it stands`(line: String) async throws {
    let minicrm = try Minicrm(smtp: settings(port: 25, "from: a@example.fi", line))
    let run = try await minicrm.run("remind", "--once")
    #expect(run.code == 78)
    #expect(
      run.errors.contains("smtp.ehlo") && run.errors.contains("crm.example.fi"), "\(run.errors)")
  }
}
