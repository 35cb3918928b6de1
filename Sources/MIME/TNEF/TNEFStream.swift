/// Reads one TNEF stream: a winmail.dat, or a message inside one. What makes it give up is listed
/// at `TNEFReader`.
struct TNEFStream {
  private static let signature: UInt32 = 0x223E_9F78
  /// Signature and key.
  private static let headSize: Int64 = 6

  private let source: TNEFSource
  private let region: Range<Int64>
  /// The number of levels of messages inside this one that may be opened.
  private let nestedMessages: Int

  /// The code page of attOemCodepage, by which 8-bit text is read; else the message's properties
  /// tell.
  private var oemCodePage: UInt32?
  private var messageCodePage: UInt32?
  private var internetCodePage: UInt32?
  private var subject: String?
  private var saysAttachments = false
  private var draft: TNEFAttachmentDraft?
  private var attachments: [TNEFAttachment] = []

  init(_ source: TNEFSource, region: Range<Int64>, nestedMessages: Int) {
    self.source = source
    self.region = region
    self.nestedMessages = nestedMessages
  }

  mutating func read() throws(MessageReadError) -> TNEFContents? {
    guard try Self.begins(source, region) else { return nil }
    var position = region.lowerBound + Self.headSize
    guard position < region.upperBound else { return nil }
    while position < region.upperBound {
      guard let attribute = try TNEFAttribute(source, at: position, in: region) else {
        guard position > region.lowerBound + Self.headSize, try isTrailer(from: position)
        else { return nil }
        break
      }
      guard try take(attribute) else { return nil }
      position = attribute.end
    }
    guard try finishAttachment(), !saysAttachments || !attachments.isEmpty else { return nil }
    return TNEFContents(subject: subject, attachments: attachments)
  }

  private static func begins(
    _ source: TNEFSource, _ region: Range<Int64>
  ) throws(MessageReadError) -> Bool {
    try source.number32(at: region.lowerBound, in: region) == signature
  }

  /// Nothing from `position` on can be an attachment: mail systems append line ends.
  private func isTrailer(from position: Int64) throws(MessageReadError) -> Bool {
    let first = try source.view(position..<position + 1)[0]
    if region.upperBound - position < TNEFAttribute.minimumSize {
      return !TNEFAttribute.isLevel(first)
    }
    var next = position
    while next < region.upperBound {
      let end = min(next + 1_024, region.upperBound)
      guard try source.view(next..<end).allSatisfy({ $0 == 0 || $0.isWhitespace })
      else { return false }
      next = end
    }
    return true
  }

  /// Takes in one attribute; false when the stream can't be opened.
  private mutating func take(_ attribute: TNEFAttribute) throws(MessageReadError) -> Bool {
    switch attribute.kind {
    case .attachRenderData:
      return try beginAttachment()
    case .attachTitle:
      // Without attAttachRenddata in between, a title after data begins the next attachment.
      if draft?.title != nil, draft?.data != nil || draft?.properties != nil {
        guard try beginAttachment() else { return false }
      }
      guard try ensureAttachment() else { return false }
      if draft?.title == nil {
        let title = try source.text(attribute.data, codePage: codePage)
        draft?.title = title
      }
    case .attachData:
      guard try draft?.data == nil ? ensureAttachment() : beginAttachment() else { return false }
      draft?.data = attribute.data
    case .attachment:
      guard try draft?.properties == nil ? ensureAttachment() : beginAttachment()
      else { return false }
      let properties = try TNEFAttachmentProperties(
        source, region: attribute.data, codePage: codePage)
      draft?.properties = properties
    case .messageProperties:
      try takeMessageProperties(attribute.data)
    case .subject:
      // Decoded once: a file may hold a million of them.
      if subject == nil { subject = line(try source.text(attribute.data, codePage: codePage)) }
    case .oemCodePage:
      oemCodePage = try source.number32(at: attribute.data.lowerBound, in: attribute.data)
    case nil:
      break
    }
    return true
  }

  private var codePage: UInt32? {
    [oemCodePage, messageCodePage, internetCodePage].lazy.compactMap { $0 }.first { $0 != 0 }
  }

  /// A list that breaks off is of no matter: the message's text is in it, and no attachment.
  private mutating func takeMessageProperties(
    _ region: Range<Int64>
  ) throws(MessageReadError) {
    var list = TNEFPropertyList(source, region: region)
    _ = try list.read { (property) throws(MessageReadError) in
      guard let identifier = property.identifier, let value = property.value else { return }
      switch identifier {
      case .subject:
        subject = line(try property.text(source, codePage: codePage, before: nil)) ?? subject
      case .hasAttachments:
        saysAttachments = try source.number16(at: value.lowerBound, in: value) != 0
      case .messageCodePage:
        messageCodePage = try source.number32(at: value.lowerBound, in: value)
      case .internetCodePage:
        internetCodePage = try source.number32(at: value.lowerBound, in: value)
      default:
        break
      }
    }
  }

  /// `text` without characters that hide or reorder what it says.
  private func line(_ text: String?) -> String? {
    guard let kept = text?.unicodeScalars.filter({ !AttachmentName.isRemoved($0) }), !kept.isEmpty
    else { return nil }
    return String(String.UnicodeScalarView(kept))
  }
}

extension TNEFStream {
  private mutating func ensureAttachment() throws(MessageReadError) -> Bool {
    if draft != nil { return true }
    return try beginAttachment()
  }

  private mutating func beginAttachment() throws(MessageReadError) -> Bool {
    guard try finishAttachment(), source.countAttachment() else { return false }
    draft = TNEFAttachmentDraft()
    return true
  }

  /// Adds what the attributes since the last attAttachRenddata make; false when it may not be all.
  private mutating func finishAttachment() throws(MessageReadError) -> Bool {
    guard let draft else { return true }
    self.draft = nil
    guard let contents = draft.contents else { return false }
    for content in contents {
      let isMessage = try Self.begins(source, content)
      let message = isMessage ? try nested(content) : nil
      if source.isExhausted { return false }
      let fallback = isMessage ? "application/ms-tnef" : nil
      attachments.append(
        TNEFAttachment(
          fileName: draft.fileName, mediaType: draft.properties?.mediaType ?? fallback,
          contentID: draft.properties?.contentID,
          rendersInBody: draft.properties?.rendersInBody ?? false,
          range: source.range(content), message: message))
    }
    return true
  }

  /// The message that `content` is; nil when it can't be opened or lies too deep: then it is data.
  private func nested(_ content: Range<Int64>) throws(MessageReadError) -> TNEFContents? {
    guard nestedMessages > 0 else { return nil }
    var stream = TNEFStream(source, region: content, nestedMessages: nestedMessages - 1)
    return try stream.read()
  }
}
