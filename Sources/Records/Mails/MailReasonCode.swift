/// The codes of mails' reasons, with the arguments of each.
package enum MailReasonCode: String, ReasonCode {
  /// The number of documents that were made of the mail.
  case filed
  /// The id of the company's mail with the same content.
  case sameContent
  /// The id of the mail that this very copy was decided on as.
  case sameCopy
  case noDocument
  /// A provider's question: the provider, and the domain that the mail was authenticated as.
  case confirmation
  /// The provider that the mail says it is from.
  case unprovenConfirmation
  case noAddress
  /// An address in the mail has the form of ours, and no company has that address.
  case unknownAddress
  /// The company has its Mini-CRM switched off.
  case switchedOff
  case bounce
  case automaticReply
  /// The bytes that a mail may have.
  case larger
  /// The number of parts, and of companies that the mail is for.
  case tooManyParts
  /// The store's error.
  case notStored
  /// The number of processes that ended while the mail was filed.
  case endedProcesses
  /// The error that broke the connection.
  case fetchBroken
  /// The server's answer.
  case fetchRefused
  case noContent
  case notDelivered
  /// Somebody had taken the mail away before it came; of releases up to 0.5.
  case vanished
  /// A sentence of an older release.
  case older
}

extension MailReasonCode {
  /// The arguments are somebody else's words, which may name people.
  package var quotes: Bool {
    switch self {
    case .notStored, .fetchBroken, .fetchRefused, .older: true
    default: false
    }
  }
}
