import Foundation

/// A private Dovecot on free ports of 127.0.0.1 with everything it writes in a directory of its
/// own: IMAP with STARTTLS, IMAP over TLS, LMTP, Maildir. It stops when the last reference goes.
///
/// Users log in by their name and `Dovecot.password`. Mail that comes over LMTP for an address
/// that is no user's lands with the first user, as in front of a catch-all domain.
package final class Dovecot: Sendable {
  package static let password = "salasana \"x\" \\ ä"

  package let directory: TemporaryDirectory
  package let certificates: Certificates
  package let users: [String]
  /// IMAP without TLS, and with it by STARTTLS.
  package let imapPort: Int
  /// IMAP over TLS.
  package let imapsPort: Int
  package let lmtpPort: Int
  private let master: ChildProcess

  /// Starts one and waits until it accepts connections. Where it doesn't say that it offers MOVE,
  /// messages have to be copied and deleted. With `tokens` users log in by that server's access
  /// tokens too.
  package static func start(
    users: [String] = ["documents"], offersMove: Bool = true,
    tokens: FakeTokenServer? = nil
  ) async throws -> Dovecot {
    var failure = TestKitError("not tried")
    for _ in 0..<3 {
      do {
        return try await Dovecot(users: users, offersMove: offersMove, tokens: tokens)
      } catch let error as TestKitError {
        failure = error  // another program may have taken a port meanwhile: again with other ones
      }
    }
    throw failure
  }

  private init(
    users: [String], offersMove: Bool, tokens: FakeTokenServer?
  ) async throws {
    let directory = try TemporaryDirectory(named: "dovecot")
    let certificates = try await Certificates.make(in: directory)
    let ports = (try FreePort.next(), try FreePort.next(), try FreePort.next())
    let configuration = DovecotConfiguration(
      directory: directory, certificates: certificates, users: users, offersMove: offersMove,
      imapPort: ports.0, imapsPort: ports.1, lmtpPort: ports.2, tokenServer: tokens?.url)
    try configuration.write()
    let master = try ChildProcess(
      "dovecot", ["-F", "-c", directory.path("dovecot.conf")], farewell: SIGTERM)
    self.directory = directory
    self.certificates = certificates
    self.users = users
    (imapPort, imapsPort, lmtpPort) = ports
    self.master = master
    let ready = try await eventually {
      try Task.checkCancellation()
      return master.hasEnded
        || [ports.0, ports.1, ports.2].allSatisfy(acceptsConnections(port:))
    }
    guard ready, !master.hasEnded else {
      throw TestKitError("Dovecot does not start: \(master.standardError)\n\(log)")
    }
  }

  /// The server's log so far.
  package var log: String {
    let bytes = FileManager.default.contents(atPath: directory.path("dovecot.log")) ?? Data()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Runs `doveadm` against it.
  @discardableResult
  package func doveadm(_ arguments: String...) async throws -> String {
    try await Program.mustRun("doveadm", ["-c", directory.path("dovecot.conf")] + arguments)
  }

  /// The Maildir of a folder; folders other than INBOX exist once they were made.
  package func maildir(of folder: String = "INBOX", user: String? = nil) -> String {
    let root = directory.path("mail/\(user ?? users[0])/Maildir")
    return folder == "INBOX" ? root : "\(root)/.\(folder)"
  }

  /// The socket where a Postfix asks who may log in.
  var saslSocket: String { directory.path("sasl") }

  package func makeFolder(_ folder: String, user: String? = nil) async throws {
    try await doveadm("mailbox", "create", "-u", user ?? users[0], folder)
  }
}
