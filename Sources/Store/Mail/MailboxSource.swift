/// The source that a mailbox's name in the settings stands for: a folder of an account.
package struct MailboxSource: Sendable, Hashable {
  /// Who logs in where, without the port and the scheme: to encrypt a connection, or to reach the
  /// same server by another way, changes nothing about its mails.
  package let account: String
  package let folder: String

  package init(account: String, folder: String) {
    self.account = account
    // RFC 9051 §5.1: this one name is without case.
    self.folder = folder.uppercased() == "INBOX" ? "INBOX" : folder
  }
}
