import MailTransport
import Records

/// One mailbox to read, as the settings describe it.
package struct Mailbox: Sendable {
  package let name: String
  package let folder: String
  package let after: AfterVerdict
  /// The watch waits with IDLE on a server that has it.
  package let idle: Bool
  /// The longest time between two looks into the folder.
  package let poll: Duration
  /// The largest message that is read, in bytes.
  package let maximumMessageSize: Int64
  /// The server, and the login there.
  package let access: IMAPAccess
  /// Whose login at which server it is: a pause that the server asks for is that login's.
  package let login: String

  package init(
    name: String, folder: String, after: AfterVerdict, idle: Bool, poll: Duration,
    maximumMessageSize: Int64, access: IMAPAccess, login: String
  ) {
    self.name = name
    self.folder = folder
    self.after = after
    self.idle = idle
    self.poll = poll
    self.maximumMessageSize = maximumMessageSize
    self.access = access
    self.login = login
  }
}
