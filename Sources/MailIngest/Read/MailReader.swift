import Foundation
import MIME
import Records
import Store

/// Turns a message's bytes into what the store files: identity, route, verdicts, and the contents
/// of its documents as blobs.
package struct MailReader: Sendable {
  private let scratchDirectory: String
  private let routing: Routing
  private let partVerdicts: PartVerdicts
  private let confirmation: ForwardingConfirmation

  /// `authentication` is whose word counts on where a mail came from.
  package init(
    store: Store, template: AddressTemplate, inlineImages: InlineImages,
    authentication: SenderAuthentication
  ) {
    self.scratchDirectory = store.spoolDirectory
    self.routing = Routing(template: template)
    self.partVerdicts = PartVerdicts(inlineImages: inlineImages)
    self.confirmation = ForwardingConfirmation(authentication: authentication)
  }

  /// Reads one message; `kind` says that it was settled before and is decided anew. Blobs are added
  /// to `blobs`, to be made durable before the mail is filed. `sign` hears of every part that
  /// it goes on. Throws only for the surroundings (disk, database): no message's bytes make it
  /// throw. Blocks.
  package func read(
    _ message: ArrivedMessage, by addressing: Addressing, as kind: RefileKind? = nil,
    into blobs: BlobGroup, in store: StoreSnapshot, sign: () -> Void
  ) throws -> IncomingMail {
    sign()
    switch message.extent {
    case .whole:
      return try readWhole(message, by: addressing, as: kind, into: blobs, in: store, sign: sign)
    case .tooLarge(let limit):
      return try readBeginning(
        message, by: addressing, in: store, verdict: .tooLarge,
        reason: .larger(than: limit), raw: nil, fetched: true)
    case .broken(let reason):
      let raw = message.bytes.length > 0 ? try blobs.add(message.bytes) : nil
      return try readBeginning(
        message, by: addressing, in: store, verdict: .failed, reason: reason, raw: raw,
        fetched: false)
    case .unfiled(let reason, let headerIsRead):
      let raw = try blobs.add(message.bytes)
      guard headerIsRead else { return IncomingMail(unread: message, because: reason, raw: raw) }
      return try readBeginning(
        message, by: addressing, in: store, verdict: .failed, reason: reason, raw: raw,
        fetched: true)
    }
  }

  private func readWhole(
    _ message: ArrivedMessage, by addressing: Addressing, as kind: RefileKind?,
    into blobs: BlobGroup, in store: StoreSnapshot, sign: () -> Void
  ) throws -> IncomingMail {
    let scratch = ScratchFile(directory: scratchDirectory)
    let tree = try MessageReader().read(message.bytes, scratch: scratch.open)
    let route = try routing.route(tree.header, by: addressing, in: store)
    let nature = MailNature(of: tree)
    let released = kind == .release
    var decisions = try partVerdicts.decide(tree)
    if nature == .bounce, !released { decisions.withdrawDocuments(of: .bounce) }
    if released { decisions.fileWholeIfWithoutDocuments() }

    var mail = IncomingMail(message, header: tree.header)
    if !released, nature != .bounce {
      mail.confirmation = try confirmation.read(tree, from: mail.sender, decisions)
    }
    mail.outcomes = MailVerdicts.decide(
      route: route, nature: nature, confirmation: mail.confirmation,
      documents: decisions.count { $0.verdict.isDocument }, released: released)
    if let outcomes = MailVerdicts.tooMany(mail.outcomes, parts: decisions.count) {
      mail.outcomes = outcomes
      mail.raw = try blobs.add(message.bytes)
      return mail
    }
    try readContents(of: message, decisions, tree.header, for: &mail, into: blobs, sign: sign)
    let companies = mail.outcomes.compactMap(\.company)
    if try store.mayHaveOlderDigest(mail.messageID, companies: companies) {
      mail.olderDigest = try OlderContentIdentity.digest(of: message.bytes, header: tree.header)
    }
    mail.raw = mail.outcomes.contains { $0.verdict.keepsRaw } ? try blobs.add(message.bytes) : nil
    return mail
  }

  /// Reads each content once, for the mail's parts and what it is known by.
  private func readContents(
    of message: ArrivedMessage, _ decisions: [PartDecision], _ header: MessageHeader,
    for mail: inout IncomingMail, into blobs: BlobGroup, sign: () -> Void
  ) throws {
    var identity = ContentIdentity(of: header)
    for decision in decisions {
      sign()
      let (part, contentDigest) =
        decision.isWholeMail
        ? try incomingWhole(message, decision, into: blobs) : try incoming(decision, into: blobs)
      try identity.add(decision.part, contentDigest: contentDigest)
      mail.parts.append(part)
    }
    mail.contentDigest = identity.finish()
  }

  /// What can be said of a message that isn't there as a whole: what its header tells.
  private func readBeginning(
    _ message: ArrivedMessage, by addressing: Addressing, in store: StoreSnapshot,
    verdict: MailVerdict, reason: MailReason, raw: BlobReference?, fetched: Bool
  ) throws -> IncomingMail {
    var beginning = message.bytes
    beginning.length = min(beginning.length, Int64(ReadingLimits.standard.headerBlock))
    let scratch = ScratchFile(directory: scratchDirectory)
    let tree = try MessageReader().read(beginning, scratch: scratch.open)
    let route = try routing.route(tree.header, by: addressing, in: store)
    var mail = IncomingMail(message, header: tree.header)
    mail.outcomes = route.destinations.map {
      MailOutcome(
        company: $0.company.id, verdict: verdict, reason: reason, headerUsed: $0.headerUsed)
    }
    if mail.outcomes.isEmpty {
      mail.outcomes = [MailOutcome(company: nil, verdict: verdict, reason: reason)]
    }
    mail.raw = raw
    mail.fetched = fetched
    return mail
  }

  /// The mail itself as a document, and the digest of its root's content.
  private func incomingWhole(
    _ message: ArrivedMessage, _ decision: PartDecision, into blobs: BlobGroup
  ) throws -> (IncomingPart, [UInt8]?) {
    let mediaType = "message/rfc822"
    let part = IncomingPart(
      path: decision.part.path, mediaType: mediaType, declaredMediaType: decision.part.mediaType,
      fileName: AttachmentName.fallback(subject: decision.subject, mediaType: mediaType),
      size: message.size, verdict: decision.verdict.verdict, reason: decision.verdict.reason,
      blob: try blobs.add(message.bytes))
    let root = decision.part
    return (part, root.isLeaf ? try LeafContent(of: root, into: nil).digest : nil)
  }

  /// The part as the store files it, and the digest of its content where it has any of its own.
  private func incoming(
    _ decision: PartDecision, into blobs: BlobGroup
  ) throws -> (IncomingPart, [UInt8]?) {
    let part = decision.part
    let isDocument = decision.verdict.isDocument
    let content =
      isDocument || part.isLeaf
      ? try LeafContent(of: part, into: isDocument ? blobs : nil) : nil
    let isContainer = decision.verdict.verdict == .container
    let mediaType = isContainer ? part.mediaType : content?.facts.mediaType ?? part.mediaType
    let incoming = IncomingPart(
      path: part.path, mediaType: mediaType, declaredMediaType: part.mediaType,
      fileName: isDocument ? decision.documentName(mediaType: mediaType) : part.fileName,
      size: content?.facts.size ?? part.body.length, verdict: decision.verdict.verdict,
      reason: decision.verdict.reason, blob: content?.blob)
    return (incoming, content?.digest)
  }
}

extension PartDecision {
  /// The part's own name; else one made of the subject of the message in it, or around it.
  fileprivate func documentName(mediaType: String) -> String {
    part.fileName
      ?? AttachmentName.fallback(
        subject: part.children.first?.subject ?? part.subject ?? subject, mediaType: mediaType)
  }
}

extension [PartDecision] {
  fileprivate mutating func withdrawDocuments(of reason: PartReasonCode) {
    for index in indices where self[index].verdict.isDocument {
      self[index].verdict = ReasonedVerdict(.body, reason)
    }
  }

  /// A mail without a document that somebody releases all the same is filed as it is.
  fileprivate mutating func fileWholeIfWithoutDocuments() {
    guard !contains(where: { $0.verdict.isDocument }), !isEmpty else { return }
    self[0].verdict = ReasonedVerdict(.document, .wholeMail)
    self[0].isWholeMail = true
  }
}

extension IncomingMail {
  /// A message of which nothing was looked at.
  fileprivate init(unread message: ArrivedMessage, because reason: MailReason, raw: BlobReference) {
    self.init(
      uid: message.uid, size: message.size, receivedAt: message.receivedAt, raw: raw,
      outcomes: [MailOutcome(company: nil, verdict: .failed, reason: reason)])
  }

  fileprivate init(_ message: ArrivedMessage, header: MessageHeader) {
    let sender = ["From", "Sender", "Return-Path"].lazy
      .compactMap { header.first($0) }
      .compactMap { MailAddress.list(in: $0.value).first?.address }
      .first { !$0.isEmpty }
    self.init(
      uid: message.uid, contentDigest: nil, messageID: header.text("Message-ID"), sender: sender,
      subject: header.text("Subject"), size: message.size, receivedAt: message.receivedAt,
      internalDate: message.internalDate, announcedSize: message.announcedSize, outcomes: [])
    testDigest = header.first(AddressTest.headerField).map {
      AddressTest.digest(of: String(decoding: $0.value, as: UTF8.self))
    }
  }
}

extension BlobGroup {
  /// Stores a range of a file as it is.
  fileprivate func add(_ bytes: ByteRange) throws -> BlobReference {
    try add { store in try bytes.forEachChunk(store) }
  }
}
