/// The verdict on a mail, for one company or for none.
package enum MailVerdict: String, Sendable, Hashable, CaseIterable {
  /// Its documents are in the company's Inbox.
  case filed
  /// The company has had this mail before.
  case duplicate
  /// There was no document in it.
  case empty
  /// A provider asks whether the company's address may be forwarded to.
  case setup
  /// No company of ours was addressed.
  case unroutable
  /// Somebody has to decide on the mail.
  case held
  /// A bounce, or an automatic reply without a document.
  case automatic
  /// Bigger than the settings allow; not downloaded beyond that.
  case tooLarge
  /// The mail could not be fetched, read or stored.
  case failed

  /// The bytes are kept until somebody releases, retries or discards the mail.
  package var keepsRaw: Bool {
    switch self {
    case .empty, .setup, .unroutable, .held, .automatic, .failed: true
    case .filed, .duplicate, .tooLarge: false
    }
  }
}
