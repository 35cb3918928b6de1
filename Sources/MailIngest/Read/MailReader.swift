import Foundation
import MIME
import Records
import Store
import System

/// Turns a message's bytes into what the store files: identity, route, verdicts, and the contents
/// of its documents as blobs.
package struct MailReader: Sendable {
  let scratchDirectory: String
  let routing: Routing
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

  /// Reads what messages' bytes alone tell: of all of them, or of the first ones where many have
  /// containers to unpack. `kind` says that they were settled before and are decided anew; `sign`
  /// hears of each. Throws only for the surroundings (the disk): no message's bytes make it throw.
  /// Blocks.
  func parse(
    _ messages: ArraySlice<ArrivedMessage>, as kind: RefileKind?, sign: () -> Void
  ) throws -> [ParsedMail] {
    var parsed: [ParsedMail] = []
    var unpacked = 0
    for message in messages where unpacked < Self.mostUnpacked {
      sign()
      let mail = try parse(message, as: kind)
      if mail.scratch != nil { unpacked += 1 }
      parsed.append(mail)
    }
    return parsed
  }

  /// Files with unpacked containers that are open at a time.
  private static let mostUnpacked = 32

  private func parse(_ message: ArrivedMessage, as kind: RefileKind?) throws -> ParsedMail {
    switch message.extent {
    case .whole: try parseWhole(message, as: kind)
    case .tooLarge(let limit):
      try parseBeginning(message, .tooLarge, .larger(than: limit), fetched: true)
    case .broken(let reason): try parseBeginning(message, .failed, reason, fetched: false)
    case .unfiled(let reason, headerIsRead: true):
      try parseBeginning(message, .failed, reason, fetched: true)
    case .unfiled(let reason, headerIsRead: false):
      ParsedMail(
        message: message, depth: .nothing(reason), header: nil,
        mail: IncomingMail(unread: message), scratch: nil)
    }
  }

  private func parseWhole(_ message: ArrivedMessage, as kind: RefileKind?) throws -> ParsedMail {
    let scratch = ScratchFile(directory: scratchDirectory)
    let tree = try MessageReader().read(message.bytes, scratch: scratch.open)
    let nature = MailNature(of: tree)
    let released = kind == .release
    var decisions = try partVerdicts.decide(tree)
    if nature == .bounce, !released { decisions.withdrawDocuments(of: .bounce) }
    if released { decisions.fileWholeIfWithoutDocuments() }

    var mail = IncomingMail(message, header: tree.header)
    if !released, nature != .bounce {
      mail.confirmation = try confirmation.read(tree, from: mail.sender, decisions)
    }
    return ParsedMail(
      message: message, depth: .whole(nature, decisions), header: tree.header, mail: mail,
      scratch: scratch.file)
  }

  /// Parses the header alone, of a message that isn't there as a whole.
  private func parseBeginning(
    _ message: ArrivedMessage, _ verdict: MailVerdict, _ reason: MailReason, fetched: Bool
  ) throws -> ParsedMail {
    var beginning = message.bytes
    beginning.length = min(beginning.length, Int64(ReadingLimits.standard.headerBlock))
    let scratch = ScratchFile(directory: scratchDirectory)
    let tree = try MessageReader().read(beginning, scratch: scratch.open)
    var mail = IncomingMail(message, header: tree.header)
    mail.fetched = fetched
    return ParsedMail(
      message: message, depth: .header(verdict, reason), header: tree.header, mail: mail,
      scratch: nil)
  }

  /// Decides on a mail, for the companies that the mail is for. Blobs are added to `blobs`, to be
  /// made durable before the mail is filed. `sign` hears of every part that it goes on. Throws as
  /// `parse` does. Blocks.
  func decide(
    _ parsed: ParsedMail, for route: Route, as kind: RefileKind?, into blobs: BlobGroup,
    sign: () -> Void
  ) throws -> IncomingMail {
    var mail = parsed.mail
    switch parsed.depth {
    case .whole(let nature, let decisions):
      mail.outcomes = MailVerdicts.decide(
        route: route, nature: nature, confirmation: mail.confirmation,
        documents: decisions.count { $0.verdict.isDocument }, released: kind == .release)
      if let outcomes = MailVerdicts.tooMany(mail.outcomes, parts: decisions.count) {
        mail.outcomes = outcomes
      } else {
        try readContents(of: parsed, decisions, for: &mail, into: blobs, sign: sign)
        mail.olderDigest = try route.mayHaveOlderDigest ? parsed.olderDigest() : nil
      }
    case .header(let verdict, let reason):
      mail.outcomes = MailVerdicts.settled(verdict, because: reason, route: route)
    case .nothing(let reason):
      mail.outcomes = MailVerdicts.settled(.failed, because: reason, route: Route())
    }
    if parsed.keepsBytes(mail.outcomes) { mail.raw = try blobs.add(parsed.message.bytes) }
    return mail
  }

  /// Reads each content once, for the mail's parts and what it is known by.
  private func readContents(
    of parsed: ParsedMail, _ decisions: [PartDecision], for mail: inout IncomingMail,
    into blobs: BlobGroup, sign: () -> Void
  ) throws {
    guard let header = parsed.header else { return }
    var identity = ContentIdentity(of: header)
    for decision in decisions {
      sign()
      let (part, contentDigest) =
        decision.isWholeMail
        ? try incomingWhole(parsed.message, decision, into: blobs)
        : try incoming(decision, into: blobs)
      try identity.add(decision.part, contentDigest: contentDigest)
      mail.parts.append(part)
    }
    mail.contentDigest = identity.finish()
  }

  /// The mail itself as a document, and the digest of its root's content.
  private func incomingWhole(
    _ message: ArrivedMessage, _ decision: PartDecision, into blobs: BlobGroup
  ) throws -> (IncomingPart, Digest?) {
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
  ) throws -> (IncomingPart, Digest?) {
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
  fileprivate init(unread message: ArrivedMessage) {
    self.init(
      uid: message.uid, size: message.size, receivedAt: message.receivedAt, outcomes: [])
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
