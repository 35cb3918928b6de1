/// Opens winmail.dat: Microsoft's Transport Neutral Encapsulation Format ([MS-OXTNEF]), in which
/// Outlook and Exchange put a message's attachments.
///
/// Any bytes are read without failing; only I/O on the file throws. Attachments are ranges of the
/// file, so that memory doesn't grow with their size, and what they hold is not even read.
///
/// **Nothing may be lost**: whoever gets nil files the winmail.dat whole. It is nil
/// - without the signature, or without one whole attribute;
/// - when the attributes don't lead to the end of the file: it is truncated, or one has a wrong
///   length. What may follow the last one is its own missing checksum, white space and NUL bytes,
///   or fewer than 11 bytes that don't begin like an attribute: too few to be one;
/// - when an attachment has neither data nor readable properties, or several data properties;
/// - when the message says that it has attachments, and there are none;
/// - beyond 10,000 attachments, those of nested messages included.
///
/// Checksums are not looked at: mail programs get them wrong, and the lengths show what is damaged.
/// An attachment whose properties are damaged is kept where its data is whole beside them; it may
/// then lack its long name. Data given twice with different lengths become two attachments, but of
/// an object only the object is kept, not the rendition that older mail programs showed.
///
/// The message's own text (PidTagBody, PidTagHtml, PidTagRtfCompressed) is no document, and nothing
/// that users attach is in it: pictures and objects of a formatted text are attachments of their
/// own. Links to files elsewhere (PidTagAttachMethod 2 to 4 and 7) are attachments of 0 bytes.
package struct TNEFReader: Sendable {
  /// Messages inside messages that are opened, along one path; those beyond are filed as data.
  package let nestedMessages: Int
  /// Attachments at all levels together.
  package let attachments: Int

  package init(nestedMessages: Int = 16, attachments: Int = 10_000) {
    self.nestedMessages = nestedMessages
    self.attachments = attachments
  }

  /// Reads the contents of the winmail.dat that `bytes` are; nil when the file can't be opened
  /// without the risk of losing something.
  package func read(_ bytes: ByteRange) throws(MessageReadError) -> TNEFContents? {
    var bytesRead: Int64 = 0
    return try read(bytes, bytesRead: &bytesRead)
  }

  /// As `read(_:)`; adds to `bytesRead` how many bytes were read from the file, those read again
  /// counted again.
  package func read(
    _ bytes: ByteRange, bytesRead: inout Int64
  ) throws(MessageReadError) -> TNEFContents? {
    let source = TNEFSource(bytes, attachments: attachments)
    defer { bytesRead += source.bytesRead }
    var stream = TNEFStream(source, region: 0..<bytes.length, nestedMessages: nestedMessages)
    let contents = try stream.read()
    return source.isExhausted ? nil : contents
  }
}
