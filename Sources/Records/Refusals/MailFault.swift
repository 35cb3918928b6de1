/// A mail that can't be decided on.
package enum MailFault: Sendable, Hashable {
  /// Not all of the content came from the server.
  case neverWhole
  /// The content is not in the store any more.
  case notKept
  /// A part is a document, and its bytes were not kept.
  case partNotKept
  /// The mail is of no company, and none was named.
  case ofNoCompany
  /// The mail's documents are filed: nothing of it is to be decided.
  case isFiled
  /// The mail's documents are filed: nothing of it is to be discarded.
  case nothingToDiscard
  /// The company has a row of the same mail.
  case sameMail(MailID)
  /// The mail was fetched, or its mailbox has another folder by now.
  case notToBeFetched
}
