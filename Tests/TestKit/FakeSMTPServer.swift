import Dispatch
import Synchronization

/// A server for what no real SMTP server does. It speaks RFC 5321 as a plan says: what it answers
/// to each step, over all connections, one answer an occurrence; the usual when the plan is
/// through. No TLS. It takes no more connections when the last reference goes.
package final class FakeSMTPServer: Sendable {
  /// A step of the dialogue that the server answers.
  package enum Step: Sendable, Hashable {
    case greeting, hello, startTLS, login, reset, sender, recipient, data
    /// The whole message.
    case message
    /// The lines, unasked, after the message was answered.
    case rest
    case quit
  }

  package enum Answer: Sendable {
    /// One line or several, without the last CRLF.
    case reply(String)
    /// The same byte by byte.
    case trickle(String)
    /// One line, said when more of the client's has come; the connection ends where none does.
    case whenMore(String)
    /// One line, said when the semaphore is signalled.
    case held(String, DispatchSemaphore)
    /// A line, and then the connection is closed.
    case farewell(String)
    case drop
    /// Nothing more on this connection.
    case silence
    case usual
  }

  /// A message that came, dots as on the wire.
  package struct Mail: Sendable {
    package let sender: String
    package let recipient: String
    package let lines: [String]
  }

  typealias Plan = [Step: [Answer]]
  final class Taken: Sendable {
    let mails = Mutex<[Mail]>([])
    let plan: Mutex<Plan>

    init(_ plan: Plan) { self.plan = Mutex(plan) }

    func next(_ step: Step) -> Answer {
      plan.withLock { plan in
        guard let first = plan[step]?.first else { return .usual }
        plan[step]?.removeFirst()
        return first
      }
    }
  }

  private let server: LoopbackServer
  private let taken: Taken

  /// `extensions` are what EHLO's reply offers.
  package init(
    extensions: [String] = ["SIZE 1000000", "8BITMIME"], _ plan: [Step: [Answer]] = [:]
  ) throws {
    let taken = Taken(plan)
    self.taken = taken
    server = try LoopbackServer { socket, shared in
      try FakeSMTPConnection(socket, shared, taken, extensions).run()
    }
  }

  /// The port on 127.0.0.1.
  package var port: Int { server.port }

  /// Every command line so far, over all connections; passwords included.
  package var commands: [String] { server.commands }

  /// The number of connections so far.
  package var connections: Int { server.connections }

  /// The messages that came whole, whatever was answered.
  package var mails: [Mail] { taken.mails.withLock(\.self) }

  /// Breaks every connection and takes no more.
  package func stop() { server.stop() }
}
