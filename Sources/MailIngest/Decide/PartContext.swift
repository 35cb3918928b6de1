import MIME

/// The place of a part in its message, on which the part's verdict depends too.
struct PartContext {
  /// The subject of the message that the part is in.
  var subject: String?
  /// The media type of the part directly above.
  var parent: String?
  var insideAlternative = false
  var insideRelated = false
  /// Content-IDs that the HTML bodies of this message refer to.
  var references: Set<String> = []

  init(subject: String?) {
    self.subject = subject
  }

  /// The context of a message's root.
  func entering(messageRootedAt root: MessagePart) throws -> PartContext {
    var new = PartContext(subject: root.subject ?? subject)
    new.references = try ContentReferences.inBodies(of: root)
    return new
  }

  /// The context of `child` within `part`.
  func inside(_ part: MessagePart, entering child: MessagePart) throws -> PartContext {
    if part.structure == .message { return try entering(messageRootedAt: child) }
    var new = self
    new.parent = part.mediaType
    new.insideAlternative = insideAlternative || part.mediaType == "multipart/alternative"
    new.insideRelated = insideRelated || part.mediaType == "multipart/related"
    return new
  }
}
