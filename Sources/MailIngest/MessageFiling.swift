import Foundation
import Logging
import MIME
import MailTransport
import Store

/// Reads arrived messages and files them: one group, one durability, one transaction.
///
/// An actor on a queue of its own, since it waits for the disk. The next group may be read while
/// one is filed.
package actor MessageFiling {
  private let executor = QueueExecutor(label: "minicrm.filing")
  private let store: Store
  private let reader: MailReader
  private let sync = BlobSync()
  private let logger: Logger
  private let now: @Sendable () -> Date

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  package init(
    store: Store, reader: MailReader, logger: Logger, now: @escaping @Sendable () -> Date
  ) {
    self.store = store
    self.reader = reader
    self.logger = logger
    self.now = now
  }

  /// Reads `messages`, which are to be filed as one group. Their bytes aren't needed any more then,
  /// and the blobs of what is to be filed are durable.
  nonisolated func read(
    _ messages: [ArrivedMessage], by addressing: Addressing = .header, as kind: RefileKind? = nil
  ) async throws -> [IncomingMail] {
    let reader = reader
    let (mails, blobs) = try await store.snapshot { store in
      let blobs = try store.blobGroup()
      let mails = try messages.map {
        try reader.read($0, by: addressing, as: kind, into: blobs, in: store)
      }
      return (mails, blobs.written)
    }
    try await sync.makeDurable(blobs)
    return mails
  }

  /// Files what `read` gave; `place` says where it came from. When this returns the mails have their
  /// verdicts, durably. When it throws, none has.
  @discardableResult
  func file(_ mails: [IncomingMail], from place: Place) async throws -> [FiledMail] {
    let group = IngestGroup(
      folder: place.folder, nextUID: place.nextUID, after: place.after, mails: mails)
    let filed = try await store.file(group, now: now())
    for one in filed { note(one.mail) }
    for one in filed where one.mail.waitsForCompany { try await takeUp(one.mail) }
    return filed
  }

  /// A company that was switched on while its mail was being read has looked for held mail already,
  /// or is about to: whoever comes second finds nothing left to do.
  private func takeUp(_ held: Mail) async throws {
    guard let id = held.company else { return }
    let company = try await store.company(id).company()
    guard company.active else { return }
    do {
      _ = try await refile(held, by: .companies([company]), as: .switchedOn)
    } catch let error as StoreError where error.isRefusal {
      return
    }
  }

  /// Decides anew on a mail whose bytes are kept. Refused when they aren't.
  package func refile(
    _ mail: Mail, by addressing: Addressing, as kind: RefileKind, actor: PersonID? = nil
  ) async throws -> [FiledMail] {
    let raw = try await keptBytes(of: mail)
    let file = try store.blobs.open(raw)
    defer { withExtendedLifetime(file) {} }
    let message = ArrivedMessage(
      uid: mail.uid,
      bytes: ByteRange(descriptor: file.descriptor, offset: 0, length: raw.size), extent: .whole,
      size: raw.size, receivedAt: mail.receivedAt)
    let read = try await read([message], by: addressing, as: kind)
    let filed = try await store.refile(
      mail.id, as: read[0], kind: kind, by: actor, now: now())
    for one in filed { note(one.mail) }
    return filed
  }

  private func keptBytes(of mail: Mail) async throws -> BlobReference {
    guard mail.isFetched else {
      throw Self.noBytes(
        of: mail, "its content never came as a whole", "have it fetched again with mail retry")
    }
    guard let raw = try await store.rawMail(of: mail.id) else {
      throw Self.noBytes(of: mail, "its content is not kept", "see its verdict with mail show")
    }
    return raw
  }

  private static func noBytes(
    of mail: Mail, _ cause: String, _ suggestion: String
  ) -> StoreError {
    StoreError(
      kind: .refused(cause), subject: "mail \(mail.id.rawValue)", cause: cause,
      suggestion: suggestion)
  }

  /// Where a group of messages came from, and where it leaves its folder.
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
