import MailTransport
import Store

/// One mailbox to read, as the settings describe it.
package struct Mailbox: Sendable {
  package let name: String
  package let folder: String
  package let after: AfterVerdict
  /// Whether to wait with IDLE where the server has it.
  package let idle: Bool
  /// The longest time between two looks into the folder.
  package let poll: Duration
  /// The largest message that is read, in bytes.
  package let maximumMessageSize: Int64
  /// Where and as whom to log in. Reads the password anew each time, so that one that was replaced
  /// is used without a restart.
  package let endpoint: @Sendable () throws -> IMAPEndpoint

  package init(
    name: String, folder: String, after: AfterVerdict, idle: Bool, poll: Duration,
    maximumMessageSize: Int64, endpoint: @escaping @Sendable () throws -> IMAPEndpoint
  ) {
    self.name = name
    self.folder = folder
    self.after = after
    self.idle = idle
    self.poll = poll
    self.maximumMessageSize = maximumMessageSize
    self.endpoint = endpoint
  }

  func connect(_ sign: @escaping LifeSign) async throws -> IMAPSession {
    try await IMAPSession.connect(endpoint(), sign: sign)
  }
}
