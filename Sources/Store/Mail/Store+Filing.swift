import Foundation
import Records

/// Storing what the ingest decided.
extension Store {
  /// Commits a group of mails: rows, parts, documents, log entries, the mailbox's position and
  /// the actions due, in one transaction. The blobs must have been made durable before.
  ///
  /// Throws only what concerns the whole group; then nothing of it was stored. `sign` hears, on
  /// another thread, that it goes on.
  package func file(
    _ group: IngestGroup, now: Date, sign: @escaping @Sendable () -> Void = {}
  ) async throws(StoreError) -> FiledGroup {
    let blobs = blobs
    return try await engine.writeParts { parts in
      let filing = MailFiling(transaction: parts.transaction, blobs: blobs, now: now, sign: sign)
      return try GroupFiling(group: group, filing: filing, parts: parts, sign: sign).run()
    }
  }

  /// Decides a settled mail anew, from its raw bytes: the first outcome takes over its row,
  /// further ones (a mail to several companies) get rows of their own. The raw bytes go when no
  /// verdict needs them any more. Refused for a mail that is filed already.
  package func refile(
    _ id: MailID, as mail: IncomingMail, kind: RefileKind, by actor: Actor, now: Date
  ) async throws(StoreError) -> [FiledMail] {
    let blobs = blobs
    let (filed, raw) = try await engine.write { transaction in
      let filing = MailFiling(transaction: transaction, blobs: blobs, now: now)
      let refiling = Refiling(id: id, mail: mail, kind: kind, actor: actor, filing: filing)
      let raw = try Mail.raw(of: id, in: transaction)
      return (try refiling.run(), raw)
    }
    if let raw { try await removeUnused(raw) }
    return filed
  }

  /// Drops the raw bytes of a mail that nobody wants to decide on; its verdict stays.
  package func discard(
    _ id: MailID, by actor: Actor, now: Date
  ) async throws(StoreError) -> Mail {
    let (mail, raw) = try await engine.write { transaction in
      let mail = try Mail.required(id, in: transaction)
      try mail.requireDiscard()
      let raw = try Mail.raw(of: id, in: transaction)
      guard !mail.isDiscarded else { return (mail, raw) }
      try transaction.run(
        """
        UPDATE mail SET discarded = 1, waits = 0, raw = NULL, confirmationCode = NULL,
          confirmationURL = NULL
        WHERE id = \(id)
        """)
      if let company = mail.company {
        let change = try RecordedChange(of: company, by: actor, at: now, in: transaction)
        try change.log(
          .mailDiscarded, mail: id,
          change.logText.mailDiscarded(sender: mail.sender, subject: mail.subject))
      }
      return (try Mail.required(id, in: transaction), raw)
    }
    if let raw { try await removeUnused(raw) }
    return mail
  }

  /// Removes a content that no row needs.
  ///
  /// The file goes before the commit, under the write lock: whoever wants to name it looks for
  /// the file under the same lock (`BlobStore.name`) and writes it again when it is gone. While a
  /// backup takes files it stays, for the collection.
  private func removeUnused(_ blob: BlobReference) async throws(StoreError) {
    let blobs = blobs
    try await engine.write { transaction in
      guard try BlobStore.dropUnused(blob.sha256, in: transaction),
        let lock = try blobs.removeFilesAtOnce()
      else { return }
      withExtendedLifetime(lock) { BlobStore.remove(blobs.path(of: blob)) }
    }
  }
}
