import Foundation
import Logging
import MailTransport
import Store

/// Reads arrived messages and files them: one group, one durability, one transaction.
///
/// An actor on a queue of its own, since it waits for files and disks.
package actor MessageFiling {
  private let executor = QueueExecutor(label: "minicrm.filing")
  private let store: Store
  private let reader: MailReader
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

  /// Files `messages` as one group; `place` says where they came from. When this returns they have
  /// their verdicts, durably. When it throws, none has.
  @discardableResult
  package func file(
    _ messages: [ArrivedMessage], from place: Place, by addressing: Addressing = .header
  ) async throws -> [FiledMail] {
    let blobs = try store.blobs.group()
    var mails: [IncomingMail] = []
    for message in messages {
      mails.append(try await reader.read(message, by: addressing, into: blobs))
    }
    try blobs.makeDurable()
    let group = IngestGroup(
      mailbox: place.mailbox, uidValidity: place.uidValidity, nextUID: place.nextUID,
      after: place.after, mails: mails)
    let filed = try await store.file(group, now: now())
    for one in filed { note(one.mail) }
    return filed
  }

  /// Decides anew on a mail whose bytes are kept.
  package func refile(
    _ id: MailID, message: ArrivedMessage, by addressing: Addressing, as kind: RefileKind,
    actor: PersonID? = nil
  ) async throws -> [FiledMail] {
    let blobs = try store.blobs.group()
    let mail = try await reader.read(
      message, by: addressing, as: kind, into: blobs)
    try blobs.makeDurable()
    let filed = try await store.refile(id, as: mail, kind: kind, by: actor, now: now())
    for one in filed { note(one.mail) }
    return filed
  }

  /// Where a group of messages came from, and where it leaves its mailbox.
  package struct Place: Sendable {
    package var mailbox: String?
    package var uidValidity: UInt32?
    package var nextUID: UInt32?
    package var after: AfterVerdict?

    /// By hand: from no mailbox.
    package static let none = Place()
  }

  private func note(_ mail: Mail) {
    var fields: Logger.Metadata = ["mail": "\(mail.id.rawValue)", "size": "\(mail.size)"]
    if let mailbox = mail.mailbox { fields["mailbox"] = "\(mailbox)" }
    if let uid = mail.uid { fields["uid"] = "\(uid)" }
    if let company = mail.company { fields["company"] = "\(company.rawValue)" }
    if let messageID = mail.messageID { fields["message-id"] = "\(messageID)" }
    let level: Logger.Level = mail.verdict == .failed ? .warning : .info
    logger.log(level: level, "\(mail.verdict.rawValue): \(mail.reason)", metadata: fields)
  }
}
