import Platform

/// The name that stands for a mailbox in a file's name: the mailbox's own may hold any character
/// and be long.
package enum MailboxFileName {
  /// 64 hexadecimal digits of the name that the settings give the mailbox.
  package static func digits(of mailbox: String) -> String {
    Digest(of: mailbox).hexadecimal
  }
}
