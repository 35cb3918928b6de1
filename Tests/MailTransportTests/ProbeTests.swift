import Foundation
import TestKit
import Testing

@testable import MailTransport

/// The facts of a look at a server, beside those that its mails need.
@Suite(.timeLimit(.minutes(5))) struct ProbeTests {
  @Test(arguments: [
    ("Dec 24 18:00:00 2026 GMT", 1_798_135_200.0), ("Jan  4 01:02:03 2027 GMT", 1_799_024_523.0),
  ])
  func `a certificate's end is read as OpenSSL prints it`(text: String, seconds: Double) {
    #expect(ServerCertificate.date(text) == Date(timeIntervalSince1970: seconds))
  }

  @Test(arguments: ["", "soon", "Dec 24 18:00:00 2026", "Foo 24 18:00:00 2026 GMT"])
  func `what is no such date is none`(text: String) {
    #expect(ServerCertificate.date(text) == nil)
  }

  @Test(arguments: [
    (#"* QUOTA "" (STORAGE 10 512)"#, [IMAPQuota.Resource(name: "STORAGE", used: 10, limit: 512)]),
    (
      #"* QUOTA "User quota" (storage 1 2 MESSAGE 3 4)"#,
      [.init(name: "STORAGE", used: 1, limit: 2), .init(name: "MESSAGE", used: 3, limit: 4)]
    ),
    (#"* QUOTA "" ()"#, []),
  ])
  func `a quota's resources are read`(line: String, resources: [IMAPQuota.Resource]) throws {
    guard case .quota(let quota) = try ResponseLine.event(Array(line.utf8)[...]) else {
      Issue.record("no quota in \(line)")
      return
    }
    #expect(quota.resources == resources)
  }

  @Test(arguments: [
    #"* QUOTA "" (STORAGE 10)"#, #"* QUOTA "" (STORAGE x 512)"#, #"* QUOTA "" (STORAGE -1 512)"#,
    "* QUOTA", #"* QUOTA "" STORAGE"#,
  ])
  func `what is no quota is passed over`(line: String) throws {
    guard case .other = try ResponseLine.event(Array(line.utf8)[...]) else {
      Issue.record("something in \(line)")
      return
    }
  }

  @Test func `a server's certificate and its limit are told without a mail`() async throws {
    let server = try FakeSMTPServer(extensions: ["8BITMIME", "SIZE 1000000"])
    let finding = try await SMTPProbe(SMTPAccess(try smtpEndpoint(port: server.port))).look()
    #expect(finding.certificate == nil)
    #expect(finding.maximumSize == 1_000_000)
    #expect(server.mails.isEmpty)
  }

  @Test(arguments: [
    (FakeSMTPServer.Step.greeting, FakeSMTPServer.Answer.farewell("554 5.7.1 go away"), "go away"),
    (.hello, .drop, "EHLO was not answered"), (.greeting, .silence, "no session within"),
  ])
  func `a server that takes nobody is told of`(
    step: FakeSMTPServer.Step, answer: FakeSMTPServer.Answer, words: String
  ) async throws {
    let server = try FakeSMTPServer([step: [answer, answer]])
    let probe = SMTPProbe(SMTPAccess(try smtpEndpoint(port: server.port, timeout: .seconds(1))))
    let trouble = await #expect(throws: SMTPTrouble.self) { _ = try await probe.look() }
    #expect(trouble?.reason.contains(words) == true, "\(trouble?.reason ?? "")")
  }

  @Test func `a login that the server doesn't offer is told of`() async throws {
    let server = try FakeSMTPServer()
    let probe = SMTPProbe(
      SMTPAccess(try smtpEndpoint(port: server.port, login: ("crm", "salasana"))))
    let trouble = await #expect(throws: SMTPTrouble.self) { _ = try await probe.look() }
    #expect(trouble?.reason.contains("offers no login") == true)
  }
}
