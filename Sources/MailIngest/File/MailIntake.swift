import Foundation
import Logging
import MIME
import MailTransport
import Platform
import Records
import Store

/// Reads arrived messages and files them: one group, one durability, one transaction.
///
/// An actor on a queue of its own, since it waits for the disk. The next group may be read while
/// one is filed.
package actor MailIntake {
  private let executor = QueueExecutor(label: "minicrm.filing")
  private let store: Store
  let reader: MailReader
  private let sync = BlobSync()
  let turns: BlockingTurns
  private let logger: Logger
  private let now: @Sendable () -> Date

  /// Rows beyond which a group is committed in several transactions: others wait for each.
  private static let rowsAtOnce = 5_000
  /// The disk's time to take in the files of a group.
  private static let longestSync = Duration.seconds(120)

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// `turns` are those of all intakes of a process.
  package init(
    store: Store, reader: MailReader, turns: BlockingTurns = .ofReading, logger: Logger,
    now: @escaping @Sendable () -> Date
  ) {
    self.store = store
    self.reader = reader
    self.turns = turns
    self.logger = logger
    self.now = now
  }

  /// Reads `messages`, which are to be filed as one group: parses them, looks up what the store
  /// knows, decides, and waits for the disk. The messages' bytes aren't needed any more then, and
  /// the blobs of what is to be filed are durable.
  nonisolated func read(
    _ messages: [ArrivedMessage], by addressing: Addressing = .header, as kind: RefileKind? = nil,
    sign: @escaping LifeSign = { _ in }
  ) async throws -> [IncomingMail] {
    let (store, reader) = (store, reader)
    let (parsed, contents) = try await turns.run {
      let blobs = try store.blobs.group()
      let parsed = try messages.map { message in
        sign(.zero)
        return try reader.parse(message, as: kind, into: blobs) { sign(.zero) }
      }
      return (parsed, try blobs.written)
    }
    let routes = try await reader.routing.routes(of: parsed, by: addressing, in: store) { unfound in
      try await turns.run {
        try unfound.map { try reader.tier(of: $0.mail.message, after: $0.tier) }
      }
    }
    let (mails, kept) = try await turns.run {
      let blobs = try store.blobs.group()
      let mails = try zip(parsed, routes).map { mail, route in
        sign(.zero)
        return try reader.decide(mail, for: route, as: kind, into: blobs)
      }
      return (mails, try blobs.written)
    }
    let blobs = contents.joined(by: kept)
    sign(Self.longestSync)
    try await sync.makeDurable(blobs)
    for content in blobs.mended {
      logger.warning(
        "a known content was damaged or gone, and is written again",
        metadata: ["content": "\(content.sha256.hexadecimal)"])
    }
    return mails
  }

  /// Files what `read` gave; `place` says where it came from. When this returns the mails have
  /// their verdicts, durably, but for those that the store refused: to be kept by `keep`. When it
  /// throws, the place stands where it stood.
  func file(
    _ mails: [IncomingMail], from place: Place, sign: @escaping LifeSign = { _ in }
  ) async throws -> FiledGroup {
    var done = FiledGroup()
    for (batch, isLast) in Self.batches(mails) {
      var group = IngestGroup(
        folder: place.folder, after: place.after, mails: batch, failsRefused: false)
      let refused = done.refused.compactMap(\.uid).min() ?? .max
      group.nextUID = isLast ? place.nextUID.map { min($0, refused) } : nil
      done += try await file(group, sign)
    }
    return done
  }

  /// Keeps a message that the store refused, or that broke its filing: it is `failed`, with its
  /// bytes.
  func keep(
    _ message: ArrivedMessage, by addressing: Addressing = .header, from place: Place,
    sign: @escaping LifeSign = { _ in }
  ) async throws -> [FiledMail] {
    let mails = try await read([message], by: addressing, sign: sign)
    return try await file(
      IngestGroup(
        folder: place.folder, nextUID: place.nextUID, after: place.after, mails: mails), sign
    ).filed
  }

  private func file(_ group: IngestGroup, _ sign: @escaping LifeSign) async throws -> FiledGroup {
    sign(.zero)
    let done = try await store.file(group, now: now()) { sign(.zero) }
    for one in done.filed { note(one.mail) }
    for one in done.filed where one.mail.waitsForCompany { try await takeUp(one.mail) }
    return done
  }

  /// The mails in their order, as many at a time as are committed together, and whether they are
  /// the last. A group without a mail is one too: it may move the position.
  private static func batches(_ mails: [IncomingMail]) -> [(mails: [IncomingMail], isLast: Bool)] {
    var batches: [[IncomingMail]] = [[]]
    var rows = 0
    for mail in mails {
      if rows > 0, rows + mail.rows > rowsAtOnce {
        batches.append([])
        rows = 0
      }
      batches[batches.count - 1].append(mail)
      rows += mail.rows
    }
    return batches.enumerated().map { ($1, $0 == batches.count - 1) }
  }

  /// A company that was switched on while its mail was being read has looked for held mail already,
  /// or is about to: whoever comes second finds nothing left to do.
  private func takeUp(_ held: Mail) async throws {
    guard let id = held.company else { return }
    let company = try await store.company(id).company()
    guard company.active else { return }
    do {
      _ = try await refile(
        held, by: .companies([company]), as: .switchedOn, actor: .operator)
    } catch let error as StoreError where error.isRefusal {
      return
    }
  }

  /// Decides anew on a mail whose bytes are kept. Refused when they aren't.
  package func refile(
    _ mail: Mail, by addressing: Addressing, as kind: RefileKind, actor: Actor
  ) async throws -> [FiledMail] {
    let raw = try await keptBytes(of: mail)
    let file = try store.blobs.open(raw)
    // No document is made of what a disk has changed.
    try file.verify()
    let message = ArrivedMessage(
      uid: mail.uid,
      bytes: ByteRange(descriptor: file.descriptor, offset: 0, length: raw.size), extent: .whole,
      size: raw.size, receivedAt: mail.receivedAt, heldBy: file)
    let read = try await read([message], by: addressing, as: kind)
    let filed = try await store.refile(
      mail.id, as: read[0], kind: kind, by: actor, now: now())
    for one in filed { note(one.mail) }
    return filed
  }

  private func keptBytes(of mail: Mail) async throws -> BlobReference {
    guard mail.isFetched else {
      throw StoreError(Refusal(of: .record(.mail, mail.id.rawValue), .mail(.neverWhole)))
    }
    guard let raw = try await store.rawMail(of: mail.id) else {
      throw StoreError(Refusal(of: .record(.mail, mail.id.rawValue), .mail(.notKept)))
    }
    return raw
  }

  /// The folder that a group of messages came from, and the position at which it leaves the folder.
  package struct Place: Sendable {
    package var folder: MailboxFolderID?
    package var nextUID: UInt32?
    package var after: AfterVerdict?

    /// By hand: from no mailbox.
    package static let none = Place()
  }

  private func note(_ mail: Mail) {
    var fields: Logger.Metadata = ["mail": "\(mail.id.rawValue)", "size": "\(mail.size)"]
    if let mailbox = mail.mailbox, let uid = mail.uid, let validity = mail.uidValidity {
      let name = MessageName(mailbox: mailbox, uidValidity: validity, uid: uid)
      fields.merge(name.fields) { $1 }
    }
    if let company = mail.company { fields["company"] = "\(company.rawValue)" }
    if let messageID = mail.messageID { fields["message-id"] = "\(messageID)" }
    let level: Logger.Level = mail.verdict == .failed ? .warning : .info
    logger.log(level: level, "\(mail.verdict.rawValue): \(mail.reason)", metadata: fields)
  }
}

extension BlockingTurns {
  /// Two groups of messages may be read at the same time, of all mailboxes together.
  package static var ofReading: BlockingTurns { BlockingTurns(2, "minicrm.reading") }
}
