import Foundation
import MIME
import Platform
import Records
import Store

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

  /// Reads what a message's bytes alone tell. The contents of its documents are added to `blobs`,
  /// to be made durable before the mail is filed. `kind` says that the mail was settled before and
  /// is decided anew; `sign` hears of every part that is read. Throws only for the surroundings
  /// (the disk): no message's bytes make it throw. Blocks.
  func parse(
    _ message: ArrivedMessage, as kind: RefileKind?, into blobs: BlobGroup, sign: () -> Void
  ) throws -> ParsedMail {
    switch message.extent {
    case .whole:
      try read(message.bytes) { tree in
        try parse(message, tree, released: kind == .release, into: blobs, sign: sign)
      }
    case .tooLarge(let limit):
      try parseHeader(of: message, .tooLarge, .larger(than: limit), fetched: true)
    case .broken(let reason): try parseHeader(of: message, .failed, reason, fetched: false)
    case .unfiled(let reason, headerIsRead: true):
      try parseHeader(of: message, .failed, reason, fetched: true)
    case .unfiled(let reason, headerIsRead: false):
      ParsedMail(message: message, depth: .nothing(reason), mail: IncomingMail(unread: message))
    }
  }

  private func parse(
    _ message: ArrivedMessage, _ tree: MessageTree, released: Bool, into blobs: BlobGroup,
    sign: () -> Void
  ) throws -> ParsedMail {
    let nature = MailNature(of: tree)
    var decisions = try partVerdicts.decide(tree)
    if nature == .bounce, !released { decisions.withdrawDocuments(of: .bounce) }
    if released { decisions.fileWholeIfWithoutDocuments() }

    var mail = IncomingMail(message, header: tree.header)
    if !released, nature != .bounce {
      mail.confirmation = try confirmation.read(tree, from: mail.sender, decisions)
    }
    var identity = ContentIdentity(of: tree.header)
    for decision in decisions {
      sign()
      let (part, contentDigest) = try decision.read(of: message, into: blobs)
      try identity.add(decision.part, contentDigest: contentDigest)
      mail.parts.append(part)
    }
    mail.contentDigest = identity.finish()
    return ParsedMail(
      message: message,
      depth: .whole(nature, documents: decisions.count { $0.verdict.isDocument }),
      tier: routing.tier(in: tree.header), mail: mail)
  }

  /// Parses the header alone, of a message that isn't there as a whole.
  private func parseHeader(
    of message: ArrivedMessage, _ verdict: MailVerdict, _ reason: MailReason, fetched: Bool
  ) throws -> ParsedMail {
    var beginning = message.bytes
    beginning.length = min(beginning.length, Int64(ReadingLimits.standard.headerBlock))
    return try read(beginning) { tree in
      var mail = IncomingMail(message, header: tree.header)
      mail.fetched = fetched
      return ParsedMail(
        message: message, depth: .header(verdict, reason),
        tier: routing.tier(in: tree.header), mail: mail)
    }
  }

  /// Decides on a mail, for the companies that the mail is for. Where the mail's own bytes are kept
  /// they are added to `blobs`. Throws as `parse` does. Blocks.
  func decide(
    _ parsed: ParsedMail, for route: Route, as kind: RefileKind?, into blobs: BlobGroup
  ) throws -> IncomingMail {
    var mail = parsed.mail
    switch parsed.depth {
    case .whole(let nature, let documents):
      mail.outcomes = MailVerdicts.decide(
        route: route, nature: nature, confirmation: mail.confirmation, documents: documents,
        released: kind == .release)
      if let outcomes = MailVerdicts.tooMany(mail.outcomes, parts: mail.parts.count) {
        (mail.outcomes, mail.parts, mail.contentDigest) = (outcomes, [], nil)
      } else if route.mayHaveOlderDigest {
        mail.olderDigest = try olderDigest(of: parsed.message)
      }
    case .header(let verdict, let reason):
      mail.outcomes = MailVerdicts.settled(verdict, because: reason, route: route)
    case .nothing(let reason):
      mail.outcomes = MailVerdicts.settled(.failed, because: reason, route: Route())
    }
    if parsed.keepsBytes(mail.outcomes) { mail.raw = try blobs.add(parsed.message.bytes) }
    return mail
  }

  /// The next addresses of our form in the message's header, after those of a tier. Few messages
  /// are asked for more, so no header is kept: the message is read once more.
  func tier(of message: ArrivedMessage, after tier: Routing.Tier) throws -> Routing.Tier? {
    try read(message.bytes) { routing.tier(from: tier.number + 1, in: $0.header) }
  }

  /// The digest by which older releases knew the mail. Few mails need one: the message is read once
  /// more for it.
  private func olderDigest(of message: ArrivedMessage) throws -> Digest {
    try read(message.bytes) { tree in
      try OlderContentIdentity.digest(of: message.bytes, header: tree.header)
    }
  }

  /// Gives the tree of a message's parts to `body`, for which alone they can be read.
  func read<Value>(_ bytes: ByteRange, _ body: (MessageTree) throws -> Value) throws -> Value {
    try MessageReader().read(bytes, unpackingIn: scratchDirectory, body)
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
