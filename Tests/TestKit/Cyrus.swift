import Foundation

/// A private Cyrus IMAP server on free ports of 127.0.0.1 with everything it writes in a directory
/// of its own: IMAP with STARTTLS and IMAP over TLS. It stops when the last reference goes.
///
/// Its programs are those that `scripts/setup` has unpacked; they are not installed, since Debian
/// lets no two IMAP servers be. Users log in by their name and `Dovecot.password`.
package final class Cyrus: Sendable {
  /// The directory where `scripts/setup` unpacks Debian's packages.
  static let programs = "/opt/cyrus-imapd"

  package let directory: TemporaryDirectory
  package let certificates: Certificates
  package let users: [String]
  package let imapPort: Int
  package let imapsPort: Int
  /// The words before the names of folders beside INBOX.
  let folderPrefix: String
  private let master: ChildProcess

  /// Starts one and waits until it accepts connections. Folders are told with INBOX before their
  /// names where it keeps them below it, else as people name them.
  package static func start(
    users: [String] = ["documents"], keepsFoldersBelowInbox: Bool = false
  ) async throws -> Cyrus {
    var failure = TestKitError("not tried")
    for _ in 0..<3 {
      do {
        return try await Cyrus(users: users, keepsFoldersBelowInbox: keepsFoldersBelowInbox)
      } catch let error as TestKitError {
        failure = error  // another program may have taken a port meanwhile: again with other ones
      }
    }
    throw failure
  }

  private init(users: [String], keepsFoldersBelowInbox: Bool) async throws {
    let directory = try TemporaryDirectory(named: "cyrus")
    let certificates = try await Certificates.make(in: directory)
    let ports = (try FreePort.next(), try FreePort.next())
    try await CyrusConfiguration(
      directory: directory, certificates: certificates, users: users,
      keepsFoldersBelowInbox: keepsFoldersBelowInbox, imapPort: ports.0, imapsPort: ports.1
    ).write()
    // In a session of its own: at its end it signals its whole process group.
    let master = try ChildProcess(
      "setsid",
      [
        "\(CyrusConfiguration.binaries)/master", "-C", directory.path("imapd.conf"), "-M",
        directory.path("cyrus.conf"), "-p", directory.path("master.pid"),
      ],
      environment: CyrusConfiguration.environment, farewell: SIGTERM)
    self.directory = directory
    self.certificates = certificates
    self.users = users
    folderPrefix = keepsFoldersBelowInbox ? "INBOX." : ""
    (imapPort, imapsPort) = ports
    self.master = master
    let ready = try await eventually {
      try Task.checkCancellation()
      return master.hasEnded || [ports.0, ports.1].allSatisfy(acceptsConnections(port:))
    }
    guard ready, !master.hasEnded else {
      throw TestKitError("Cyrus does not start: \(master.standardError)")
    }
  }
}
