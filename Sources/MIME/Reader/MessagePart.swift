/// One part of a message: where its bytes are, and the bounded facts that its header gives.
package struct MessagePart: Sendable {
  /// The structure of the part.
  package enum Structure: String, Sendable {
    /// Content, in `body`.
    case leaf
    /// The parts between boundaries are the children.
    case multipart
    /// A message inside the message: its root is the one child.
    case message
    /// A winmail.dat that was opened: what is attached in it are the children.
    case tnef
    /// Text with uuencoded files in it: the files are the children, `body` is still the whole text.
    case text
  }

  /// "1" is the root, "1.2" its second child, "1.2.1" that one's first child: unique in a message.
  package let path: String
  package let structure: Structure
  /// As declared, in lower case, "type/subtype", by default "text/plain" (in a digest
  /// "message/rfc822"). A leaf of a limit other than `.depth` and `.scratch` has "message/rfc822"
  /// when it begins with a header, else "application/octet-stream".
  package let mediaType: String
  /// Parameters of Content-Type, decoded, by lower-case name: charset, protocol, smime-type,
  /// report-type and no others.
  package let parameters: [String: String]
  /// The value of Content-Disposition, in lower case: "inline", "attachment" or another word.
  package let disposition: String?
  /// Without the angle brackets.
  package let contentID: String?
  /// Decoded and sanitised; nil when none was given.
  package let fileName: String?
  /// The decoded subject, of the root of a message (or a message in a winmail.dat). Else nil.
  package let subject: String?
  package let encoding: TransferEncoding
  /// The encoded bytes, in the message's file or in scratch. For a container all that is in it.
  package let body: ByteRange
  /// The part's header with the empty line that ends it. Empty, before `body`, when there is none.
  package let headerRange: ByteRange
  package let children: [MessagePart]
  /// Set when reading stopped at this part, which then holds everything that lies beyond.
  package let limit: ReadingLimit?

  package init(
    path: String, structure: Structure = .leaf, mediaType: String,
    parameters: [String: String] = [:], disposition: String? = nil, contentID: String? = nil,
    fileName: String? = nil, subject: String? = nil, encoding: TransferEncoding = .identity,
    body: ByteRange, headerRange: ByteRange, children: [MessagePart] = [],
    limit: ReadingLimit? = nil
  ) {
    self.path = path
    self.structure = structure
    self.mediaType = mediaType
    self.parameters = parameters
    self.disposition = disposition
    self.contentID = contentID
    self.fileName = fileName
    self.subject = subject
    self.encoding = encoding
    self.body = body
    self.headerRange = headerRange
    self.children = children
    self.limit = limit
  }
}
