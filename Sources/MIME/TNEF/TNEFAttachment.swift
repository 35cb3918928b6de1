/// One attachment in a winmail.dat. Its content stays in the file.
package struct TNEFAttachment: Sendable, Hashable {
  /// Decoded and sanitised; nil when none was given.
  package let fileName: String?
  /// As declared, in lower case; nil when none was declared or it is not well-formed.
  package let mediaType: String?
  /// Without the angle brackets.
  package let contentID: String?
  /// The sender marks the attachment as a picture of the message's text rather than a file beside
  /// the text: hidden (PidTagAttachmentHidden), or referred to by the HTML body (bit 4 of
  /// PidTagAttachFlags).
  package let rendersInBody: Bool
  /// The content, exactly: possibly empty.
  package let range: ByteRange
  /// The message that the content is, when it was opened: another winmail.dat, in `range`. One that
  /// holds no attachment is a document itself, since nothing else keeps its text.
  package let message: TNEFContents?
}
