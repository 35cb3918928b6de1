import MailTransport

/// A fact about a mailbox that is read.
package enum MailboxFact: Sendable {
  case noToken(TokenError)
  case trouble(IMAPError)
  case unreachable(any Error)
  case capable
  case lacking([Loss])
  /// `waiting` mails have no verdict.
  case folder(name: String, mails: Int, waiting: Int, Backlog?)
  /// A folder that settled mails are moved to; a missing one is made when it is needed.
  case target(folder: String, isThere: Bool)
  case quota(resource: String, percent: Int)
  case quotaNearlyFull(resource: String, percent: Int)

  /// A loss by what the server can't do.
  package enum Loss: Sendable, Hashable {
    /// New mail is noticed at the next poll only.
    case news
    /// Mails stay where they were, marked as deleted.
    case removal
  }

  /// The cause for which mails wait that should have been read.
  package enum Backlog: Sendable, Hashable {
    case folderSetBack
    /// So many have older UIDs than the ones that were read.
    case passed(Int)
  }
}
