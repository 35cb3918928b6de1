import Logging
import TestKit
import Testing

@testable import Daemon

@Suite struct NotifySocketTests {
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  @Test(arguments: FakeServiceManager.Place.allCases)
  func `the manager hears a message, wherever its socket is`(
    place: FakeServiceManager.Place
  ) async throws {
    let manager = try FakeServiceManager(place)
    let socket = try #require(NotifySocket(manager.address, logger: logger))
    socket.send(.ready, .status("reading, 1 of 2 mails"))
    #expect(try await eventually { manager.messages.count == 1 })
    #expect(manager.messages == ["READY=1\nSTATUS=reading, 1 of 2 mails"])
  }

  @Test(arguments: [
    (NotifyMessage.ready, "READY=1"), (.stopping, "STOPPING=1"), (.watchdog, "WATCHDOG=1"),
    (.reloading(at: 42), "RELOADING=1\nMONOTONIC_USEC=42"),
    (.status("a\nREADY=1"), "STATUS=a\\u{a}READY=1"),
  ])
  func `a message is written as systemd reads it`(message: NotifyMessage, text: String) {
    #expect(message.text == text)
  }

  @Test func `however long a status is, systemd can read the message`() {
    let text = NotifyMessage.status(String(repeating: "😀", count: 5_000)).text
    #expect(text.utf8.count < 4_096 && text.hasSuffix("😀…"))
  }

  @Test(arguments: [nil, "", "vsock:2:1234", "relative", "/" + String(repeating: "x", count: 108)])
  func `nobody is told where nobody is known to listen`(name: String?) {
    #expect(NotifySocket(name, logger: logger) == nil)
  }

  @Test func `a manager that is gone is no reason to end`() {
    NotifySocket("/nonexistent/notify", logger: logger)?.send(.ready)
  }
}
