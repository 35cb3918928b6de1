import Foundation

/// A private Postfix on a free port of 127.0.0.1 with its configuration, queue and data in a
/// directory of its own. It takes mail for every address of one domain and hands it to a
/// Dovecot's LMTP; the Dovecot's users may also send, once logged in under TLS. It stops when the
/// last reference goes; the system's own Postfix is not touched.
package final class Postfix: Sendable {
  package let directory: TemporaryDirectory
  /// For mail from the world, without TLS.
  package let port: Int
  /// For users: STARTTLS, then a login; and TLS from the first byte, then a login.
  package let submissionPort: Int
  package let submissionsPort: Int
  /// The master process, in the foreground.
  private let master: ChildProcess

  /// Starts one and waits until it accepts connections. Throws `PostfixUnavailable` where this
  /// program isn't root.
  package static func start(
    domain: String = "in.example.fi", deliveringTo dovecot: Dovecot
  ) async throws -> Postfix {
    guard getuid() == 0 else { throw PostfixUnavailable() }
    return try await Postfix(domain: domain, dovecot: dovecot)
  }

  private init(domain: String, dovecot: Dovecot) async throws {
    let directory = try TemporaryDirectory(named: "postfix")
    let port = try FreePort.next()
    let users = (try FreePort.next(), try FreePort.next())
    let configuration = PostfixConfiguration(
      directory: directory, dovecot: dovecot, domain: domain, port: port, submissionPort: users.0,
      submissionsPort: users.1)
    try configuration.write()
    let master = try ChildProcess(
      "postfix", ["-c", directory.path("etc"), "start-fg"], farewell: SIGTERM)
    self.directory = directory
    self.port = port
    (submissionPort, submissionsPort) = users
    self.master = master
    let ready = try await eventually {
      master.hasEnded || [port, users.0, users.1].allSatisfy(acceptsConnections(port:))
    }
    guard ready, !master.hasEnded else {
      throw TestKitError("Postfix does not start: \(master.standardError)\n\(log)")
    }
  }

  /// `postfix start-fg` waits for the master process but passes no signal on to it.
  deinit {
    let file = directory.path("queue/pid/master.pid")
    let text = String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    guard let id = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) else { return }
    kill(id, SIGTERM)
    for _ in 0..<300 where !master.hasEnded { usleep(10_000) }
  }

  /// The server's log so far.
  package var log: String {
    let bytes = FileManager.default.contents(atPath: directory.path("postfix.log")) ?? Data()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Hands it a mail by SMTP, as the world does.
  package func send(_ mail: [UInt8], to recipients: String...) async throws {
    try await SMTPClient(port: port).send(mail, to: recipients)
  }
}

/// Postfix changes users, which only root may.
package struct PostfixUnavailable: Error, CustomStringConvertible {
  package let description = "Postfix can't run here: it has to be started by root"
}
