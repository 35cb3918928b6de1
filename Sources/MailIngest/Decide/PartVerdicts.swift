import MIME
import Records

/// Decides for every part of a message what it is and why: a document, or what else.
///
/// Disposition is a hint, not a rule: what is not plainly the message's own text, a signature or
/// a decoration is a document.
package struct PartVerdicts: Sendable {
  private let inlineImages: InlineImages

  package init(inlineImages: InlineImages) {
    self.inlineImages = inlineImages
  }

  /// The verdict of every part, the containers too, in document order. Reads the contents that it
  /// must know (HTML bodies, images that may be decorations); throws when the file can't be read.
  package func decide(_ tree: MessageTree) throws -> [PartDecision] {
    var decisions: [PartDecision] = []
    let start = PartContext(subject: tree.root.subject)
    try decide(tree.root, in: start.entering(messageRootedAt: tree.root), into: &decisions)
    return decisions
  }

  // Bounded by the reader's limits on nesting, so the call depth is too.
  private func decide(
    _ part: MessagePart, in context: PartContext, into decisions: inout [PartDecision]
  ) throws {
    let place = decisions.count
    let verdict = try verdict(of: part, in: context)
    decisions.append(PartDecision(part: part, subject: context.subject, verdict: verdict))
    for child in part.children {
      let within = try context.inside(part, entering: child)
      try decide(child, in: within, into: &decisions)
    }
    let holdsDocuments = decisions[(place + 1)...].contains { $0.verdict.isDocument }
    if part.structure == .message, !holdsDocuments {
      decisions[place].verdict = ReasonedVerdict(.document, .forwardedMessage)
    }
  }

  private func verdict(
    of part: MessagePart, in context: PartContext
  ) throws -> ReasonedVerdict {
    if let limit = part.limit {
      return ReasonedVerdict(beyond: limit)
    }
    switch part.structure {
    case .multipart: return ReasonedVerdict(.container, .parts)
    case .message: return ReasonedVerdict(.container, .message)
    case .tnef: return ReasonedVerdict(.container, .winmail)
    case .text, .leaf: break
    }
    if let verdict = machinery(part, in: context) { return verdict }
    if let verdict = ownText(part, in: context) { return verdict }
    return try decoration(part, in: context)
      ?? ReasonedVerdict(.document, part.disposition == "attachment" ? .attachment : .file)
  }

  /// Signatures, encryption and reports: what programs write for programs.
  private func machinery(_ part: MessagePart, in context: PartContext) -> ReasonedVerdict? {
    switch part.machineType {
    case "application/pgp-signature", "application/pkcs7-signature",
      "application/x-pkcs7-signature":
      return ReasonedVerdict(.signature, .detachedSignature)
    case "application/pgp-encrypted" where context.parent == "multipart/encrypted":
      return ReasonedVerdict(.body, .pgpVersion)
    case "application/pkcs7-mime", "application/x-pkcs7-mime":
      guard !part.isOpenCMS else { return nil }
      return ReasonedVerdict(.encrypted, .smime)
    case "message/delivery-status", "message/disposition-notification", "message/feedback-report",
      "message/global-delivery-status", "message/global-disposition-notification":
      guard context.parent == "multipart/report" else { return nil }
      return ReasonedVerdict(.body, .machineReport)
    default: break
    }
    if context.parent == "multipart/encrypted" || part.mediaType == "application/pgp-encrypted" {
      return ReasonedVerdict(.encrypted, .pgp)
    }
    return nil
  }

  private func ownText(_ part: MessagePart, in context: PartContext) -> ReasonedVerdict? {
    guard part.fileName == nil, part.mediaType.hasPrefix("text/") else { return nil }
    let isPlainOrHTML = part.mediaType == "text/plain" || part.mediaType == "text/html"
    if context.insideAlternative {
      return ReasonedVerdict(.body, isPlainOrHTML ? .ownText : .otherRendering)
    }
    guard part.disposition != "attachment" else { return nil }
    if isPlainOrHTML { return ReasonedVerdict(.body, .ownText) }
    if part.mediaType == "text/rfc822-headers", context.parent == "multipart/report" {
      return ReasonedVerdict(.body, .reportedHeader)
    }
    return nil
  }

  private func decoration(
    _ part: MessagePart, in context: PartContext
  ) throws -> ReasonedVerdict? {
    guard inlineImages != .keep else { return nil }
    let shown = part.contentID.map(context.references.contains) ?? false
    guard shown || context.insideRelated else { return nil }
    // A large encoded image is large decoded; no need to look inside, unless all are dropped.
    if inlineImages == .decorations, part.body.length > 4 * InlineImages.smallImageBytes {
      return nil
    }
    let facts = try ContentFacts(of: part)
    guard facts.mediaType.hasPrefix("image/") else { return nil }
    let place = shown ? ImagePlace.body : .related
    if inlineImages == .drop { return ReasonedVerdict(.decoration, .image(place)) }
    guard facts.size < InlineImages.smallImageBytes else { return nil }
    return ReasonedVerdict(.decoration, .smallImage(bytes: facts.size, place))
  }
}

extension MessagePart {
  /// The media type, by the file name where a gateway calls what S/MIME made just bytes (RFC 8551
  /// §3.2.1).
  fileprivate var machineType: String {
    guard mediaType == "application/octet-stream" else { return mediaType }
    return switch fileName?.lowercased() {
    case "smime.p7m": "application/pkcs7-mime"
    case "smime.p7s": "application/pkcs7-signature"
    default: mediaType
    }
  }

  /// The S/MIME content says that it isn't encrypted (RFC 8551 §3.2.2).
  fileprivate var isOpenCMS: Bool {
    ["signed-data", "certs-only", "compressed-data"].contains(
      parameters["smime-type"]?.lowercased())
  }
}
