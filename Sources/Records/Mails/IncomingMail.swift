import Foundation
import Platform

/// A mail that was read and decided on, ready to be stored.
package struct IncomingMail: Sendable {
  /// Nil when it didn't come from a mailbox.
  package var uid: UInt32?
  /// The digest that the mail is known by, wherever it turns up; nil when not all of the mail was
  /// fetched.
  package var contentDigest: Digest?
  /// The digest that older releases knew the mail by; nil where no row of theirs may be of the same
  /// mail.
  package var olderDigest: Digest?
  package var messageID: String?
  package var sender: String?
  package var subject: String?
  /// In bytes.
  package var size: Int64
  package var receivedAt: Date
  /// The server's words on its copy: INTERNALDATE and RFC822.SIZE, by which the copy is known
  /// again; nil where the server doesn't say.
  package var internalDate: Date?
  package var announcedSize: Int64?
  /// The code and link of a forwarding confirmation; nil for any other mail.
  package var confirmation: MailConfirmation?
  /// The digest of the token that it carries as the mail of an `AddressTest`; nil without one.
  package var testDigest: Digest?
  /// The raw bytes; kept only for verdicts that keep them.
  package var raw: BlobReference?
  /// One a company, or one without a company; never none.
  package var outcomes: [MailOutcome]
  package var parts: [IncomingPart]
  /// False when the server didn't deliver it: then nothing is done with the server's copy.
  package var fetched: Bool

  /// The number of rows that the mail adds to the store at most: its own and its parts', at each
  /// company.
  package var rows: Int { outcomes.count * (parts.count + 1) }

  package init(
    uid: UInt32? = nil, contentDigest: Digest? = nil, messageID: String? = nil,
    sender: String? = nil, subject: String? = nil, size: Int64, receivedAt: Date,
    internalDate: Date? = nil, announcedSize: Int64? = nil, raw: BlobReference? = nil,
    outcomes: [MailOutcome], parts: [IncomingPart] = [], fetched: Bool = true
  ) {
    self.uid = uid
    self.contentDigest = contentDigest
    self.messageID = messageID.map { String(TextLimit.header.beginning(of: $0)) }
    self.sender = sender.map(TextLimit.header.cut)
    self.subject = subject.map(TextLimit.header.cut)
    self.size = size
    self.receivedAt = receivedAt
    self.internalDate = internalDate
    self.announcedSize = announcedSize
    self.raw = raw
    self.outcomes = outcomes
    self.parts = parts
    self.fetched = fetched
  }
}
