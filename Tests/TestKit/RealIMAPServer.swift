/// A real IMAP server of a test's own: what tests do with any of them. A user is the first one
/// where none is named.
package protocol RealIMAPServer: Sendable {
  var users: [String] { get }
  var certificates: Certificates { get }
  /// IMAP without TLS, and with it by STARTTLS.
  var imapPort: Int { get }
  /// IMAP over TLS.
  var imapsPort: Int { get }

  /// Puts mails into a folder that exists, in this order.
  func put(_ mails: [[UInt8]], into folder: String, of user: String?) async throws
  /// The number of mails in a folder; 0 when there is no such folder.
  func mailCount(in folder: String, of user: String?) async throws -> Int
  /// The `Subject` of each mail of a folder, sorted.
  func mailSubjects(in folder: String, of user: String?) async throws -> [String]
  func make(folder: String, of user: String?) async throws
  /// Gives a folder other than INBOX another UIDVALIDITY, and its mails other UIDs.
  func renew(folder: String, of user: String?) async throws
}

extension RealIMAPServer {
  package func put(_ mails: [[UInt8]], into folder: String = "INBOX") async throws {
    try await put(mails, into: folder, of: nil)
  }

  package func mailCount(in folder: String = "INBOX") async throws -> Int {
    try await mailCount(in: folder, of: nil)
  }

  package func mailSubjects(in folder: String = "INBOX") async throws -> [String] {
    try await mailSubjects(in: folder, of: nil)
  }

  package func make(folder: String) async throws { try await make(folder: folder, of: nil) }

  package func renew(folder: String) async throws { try await renew(folder: folder, of: nil) }
}

/// The real servers that tests are run against.
package enum RealIMAPServerKind: String, Sendable, CaseIterable {
  case dovecot
  case cyrus
  /// All folders are below INBOX, and their names are told with it: `INBOX.Processed`.
  case cyrusBelowInbox

  package func start(users: [String] = ["documents"]) async throws -> any RealIMAPServer {
    switch self {
    case .dovecot: try await Dovecot.start(users: users)
    case .cyrus: try await Cyrus.start(users: users, keepsFoldersBelowInbox: false)
    case .cyrusBelowInbox: try await Cyrus.start(users: users, keepsFoldersBelowInbox: true)
    }
  }
}

extension Dovecot: RealIMAPServer {
  package func put(_ mails: [[UInt8]], into folder: String, of user: String?) async throws {
    try deliver(mails, to: folder, user: user)
  }

  package func mailCount(in folder: String, of user: String?) async throws -> Int {
    count(in: folder, user: user)
  }

  package func mailSubjects(in folder: String, of user: String?) async throws -> [String] {
    try subjects(in: folder, user: user)
  }

  package func make(folder: String, of user: String?) async throws {
    try await makeFolder(folder, user: user)
  }

  package func renew(folder: String, of user: String?) async throws {
    try changeUIDValidity(of: folder, user: user)
  }
}
