import Dispatch
import Synchronization
import TestKit
import Testing

@testable import MailTransport

/// A connection that is used again, or ended early.
extension SMTPSessionTests {
  @Test(arguments: [
    FakeSMTPServer.Answer.farewell("421 4.4.2 idle"), .drop, .reply("421 4.4.2 idle"),
  ])
  func `a connection that the server closed meanwhile costs no try`(
    end: FakeSMTPServer.Answer
  ) async throws {
    let server = try FakeSMTPServer([.rest: [end]])
    let session = SMTPSession(try smtpEndpoint(port: server.port))
    #expect(await session.send().kind == "accepted")
    #expect(await session.send().kind == "accepted")
    #expect(server.connections == 2)
    #expect(server.mails.count == 2)
  }

  @Test(arguments: [FakeSMTPServer.Answer.farewell("421 4.7.0 enough"), .drop])
  func `a server that ends a used connection at MAIL is asked again`(
    end: FakeSMTPServer.Answer
  ) async throws {
    let server = try FakeSMTPServer([.sender: [.usual, end]])
    let session = SMTPSession(try smtpEndpoint(port: server.port))
    #expect(await session.send().kind == "accepted")
    #expect(await session.send().kind == "accepted")
    #expect(server.connections == 2)
  }

  @Test func `a refused mail does not stop the next`() async throws {
    let server = try FakeSMTPServer([.recipient: [.reply("550 5.1.1 nobody"), .usual]])
    let session = SMTPSession(try smtpEndpoint(port: server.port))
    #expect(await session.send().kind == "permanent")
    #expect(await session.send().kind == "accepted")
    await session.close()
    #expect(await session.send().kind == "accepted")
  }

  // MARK: Interruption

  @Test(arguments: [
    (FakeSMTPServer.Step.greeting, "temporary interruption"),
    (.recipient, "temporary interruption"), (.message, "unknown interruption"),
  ])
  func `a cancelled sending ends soon and says what it knows`(
    step: FakeSMTPServer.Step, kind: String
  ) async throws {
    let server = try FakeSMTPServer([step: [.silence]])
    let session = SMTPSession(try smtpEndpoint(port: server.port, timeout: .seconds(50)))
    async let sending = session.send()
    _ = try await eventually {
      switch step {
      case .greeting: server.connections == 1
      case .recipient: server.commands.last?.hasPrefix("RCPT") == true
      default: !server.mails.isEmpty
      }
    }
    let begin = ContinuousClock.now
    session.interrupt()
    let outcome = await sending
    #expect(ContinuousClock.now - begin < .seconds(45))
    #expect(outcome.kind == kind)
    #expect(await session.send().kind == "temporary interruption")
    await session.close()
  }

  @Test func `an answer that is on its way is heard before a cancelled sending ends`()
    async throws
  {
    let hold = DispatchSemaphore(value: 0)
    let server = try FakeSMTPServer([.message: [.held("250 2.0.0 queued", hold)]])
    let session = SMTPSession(try smtpEndpoint(port: server.port))
    async let sending = session.send()
    #expect(try await eventually { !server.mails.isEmpty })
    session.interrupt()
    hold.signal()
    #expect(await sending.kind == "accepted")
    await session.close()
  }

  @Test(arguments: [false, true])
  func `a goodbye that is not answered holds nobody up`(isRefused: Bool) async throws {
    let answer = FakeSMTPServer.Answer.reply("550 5.1.1 nobody")
    let server = try FakeSMTPServer([
      .quit: [.silence], .recipient: isRefused ? [answer] : [],
    ])
    let session = SMTPSession(try smtpEndpoint(port: server.port, timeout: .seconds(50)))
    let begin = ContinuousClock.now
    #expect(await session.send().kind == (isRefused ? "permanent" : "accepted"))
    await session.close()
    #expect(server.commands.last == "QUIT")
    #expect(ContinuousClock.now - begin < .seconds(45))
  }
}
