/// The contents of one winmail.dat, or of one message attached inside it.
package struct TNEFContents: Sendable, Hashable {
  /// The message's subject, without control characters; nil when it has none.
  package let subject: String?
  /// In the order of the file.
  package let attachments: [TNEFAttachment]
}
