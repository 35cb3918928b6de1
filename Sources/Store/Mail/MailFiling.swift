import Foundation
import GRDB
import Records

/// Writing mails with their parts and documents, inside one write transaction.
struct MailFiling {
  let database: Database
  let blobs: BlobStore
  let now: Date
  /// Hears of every part that it goes on: a mail may have thousands.
  private let sign: @Sendable () -> Void
  private let changes: RecordedChanges

  init(
    database: Database, blobs: BlobStore, now: Date, sign: @escaping @Sendable () -> Void = {}
  ) {
    self.database = database
    self.blobs = blobs
    self.now = now
    self.sign = sign
    changes = RecordedChanges(at: now, in: database)
  }

  /// Stores one outcome of a mail as a row of its own. A row that is there already for this
  /// place on the server and this company stays as it stands; one of a mail that could not be
  /// fetched before is decided anew. That the place `isFree` says that there is neither.
  func file(
    _ mail: IncomingMail, _ outcome: MailOutcome, at place: ServerPlace?, isFree: Bool = false
  ) throws -> SettledMail {
    if let place, !isFree {
      if let unfetched = try MailIdentity.unfetchedMail(at: place, in: database) {
        try refile(unfetched, as: mail, outcome, at: place)
        return SettledMail(id: unfetched)
      }
      if let known = try MailIdentity.mail(at: place, company: outcome.company, in: database) {
        return SettledMail(id: known)
      }
    }
    let decided = try decided(outcome, mail, at: place, except: nil)
    if let raw = raw(mail, decided) { try blobs.name(raw, in: database) }
    try database.run(
      """
      INSERT INTO mail (company, verdict, reasonCode, reasonArguments, waits, messageID, sender,
        subject, size, receivedAt, contentDigest, headerUsed, raw, fetched, confirmationCode,
        confirmationURL, digestVersion, mailboxFolder, uid, internalDate, announcedSize)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 2, ?, ?, ?, ?)
      """,
      with: columns(mail, decided) + [
        (place?.folder.rawValue).databaseValue, (place?.uid).databaseValue,
        (mail.internalDate?.storedSeconds).databaseValue, mail.announcedSize.databaseValue,
      ])
    let id = MailID(rawValue: database.lastInsertedRowID)
    let documents = try store(mail, decided, as: id)
    return SettledMail(id: id, filed: (decided, documents))
  }

  /// Decides an outcome anew for a row that is there; `place` says that its mail has come at last.
  func refile(
    _ id: MailID, as mail: IncomingMail, _ outcome: MailOutcome, at place: ServerPlace? = nil
  ) throws {
    let decided = try decided(outcome, mail, at: place, except: id)
    if let raw = raw(mail, decided) { try blobs.name(raw, in: database) }
    try database.execute(sql: "DELETE FROM part WHERE mail = ?", arguments: [id.rawValue])
    try database.run(
      """
      UPDATE mail SET company = ?, verdict = ?, reasonCode = ?, reasonArguments = ?, waits = ?,
        messageID = ?, sender = ?, subject = ?, size = ?, receivedAt = ?, contentDigest = ?,
        headerUsed = ifnull(?, headerUsed), raw = ?, fetched = ?, confirmationCode = ?,
        confirmationURL = ?, discarded = 0, digestVersion = 2,
        internalDate = ifnull(?, internalDate),
        announcedSize = ifnull(?, announcedSize)
      WHERE id = ?
      """,
      with: columns(mail, decided) + [
        (mail.internalDate?.storedSeconds).databaseValue, mail.announcedSize.databaseValue,
        id.rawValue.databaseValue,
      ])
    try store(mail, decided, as: id)
  }

  /// The outcome, turned into a duplicate when the company has this content already.
  private func decided(
    _ outcome: MailOutcome, _ mail: IncomingMail, at place: ServerPlace?, except: MailID?
  ) throws -> MailOutcome {
    guard let company = outcome.company else { return outcome }
    let known = KnownContent(company: company, except: except, database: database)
    guard let reason = try known.reasonForDuplicate(mail, outcome, at: place) else {
      return outcome
    }
    return MailOutcome(
      company: company, verdict: .duplicate, reason: reason, headerUsed: outcome.headerUsed)
  }

  private func columns(_ mail: IncomingMail, _ outcome: MailOutcome) -> [DatabaseValue] {
    let confirmation = mail.confirmation(of: outcome)
    return [
      (outcome.company?.rawValue).databaseValue, outcome.verdict.rawValue.databaseValue,
      outcome.reason.code.rawValue.databaseValue, outcome.reason.arguments.stored.databaseValue,
      mail.waits(as: outcome).databaseValue, mail.messageID.databaseValue,
      mail.sender.databaseValue,
      mail.subject.databaseValue, mail.size.databaseValue,
      mail.receivedAt.storedSeconds.databaseValue, (mail.contentDigest?.stored).databaseValue,
      outcome.headerUsed.databaseValue, (raw(mail, outcome)?.sha256.stored).databaseValue,
      mail.fetched.databaseValue, (confirmation?.code).databaseValue,
      (confirmation?.url).databaseValue,
    ]
  }

  private func raw(_ mail: IncomingMail, _ outcome: MailOutcome) -> BlobReference? {
    outcome.verdict.keepsRaw ? mail.raw : nil
  }

  /// Stores the parts; gives the documents that were made of them.
  @discardableResult
  private func store(
    _ mail: IncomingMail, _ outcome: MailOutcome, as id: MailID
  ) throws -> [DocumentID] {
    let change = try outcome.company.map { try changes.change(of: $0) }
    let isTest = try change.map { try claimTest(mail, outcome, as: id, $0) } ?? false
    var documents: [DocumentID] = []
    for (position, part) in mail.parts.enumerated() {
      sign()
      var document: DocumentID?
      if outcome.verdict == .filed, part.verdict.isDocument, let change {
        let new = try store(part, of: mail, id, change)
        if isTest { try archiveTest(new, part, change) }
        documents.append(new)
        document = new
      }
      try store(part, at: position, of: id, document)
    }
    if outcome.verdict == .held, let change {
      let text = change.voice.mailHeld(
        sender: mail.sender, subject: mail.subject, reason: outcome.reason)
      try change.log(.mailHeld, mail: id, text)
    }
    if let confirmation = mail.confirmation(of: outcome), let change {
      let text = change.voice.setupReceived(
        confirmation, sender: mail.sender, subject: mail.subject)
      try change.log(.setupReceived, mail: id, text)
    }
    return documents
  }

  /// Whether the mail is the one that a test of the company's address waits for; only once, and not
  /// when the test is too old.
  private func claimTest(
    _ mail: IncomingMail, _ outcome: MailOutcome, as id: MailID, _ change: RecordedChange
  ) throws -> Bool {
    guard outcome.verdict == .filed, let digest = mail.testDigest else { return false }
    try database.run(
      """
      UPDATE addressTest SET mail = ?
      WHERE digest = ? AND company = ? AND mail IS NULL AND expiresAt > ?
      """, id.rawValue, digest.stored, change.company.rawValue, now.storedSeconds)
    return database.changesCount == 1
  }

  private func archiveTest(
    _ document: DocumentID, _ part: IncomingPart, _ change: RecordedChange
  ) throws {
    try database.run(
      "UPDATE document SET title = ?, state = 'archived' WHERE id = ? AND company = ?",
      change.voice.addressTest, document.rawValue, change.company.rawValue)
    let text = change.voice.documentArchived(part.fileName ?? "attachment")
    try change.log(.documentArchived, document: document, text)
  }

  private func store(
    _ part: IncomingPart, at position: Int, of mail: MailID, _ document: DocumentID?
  ) throws {
    try database.run(
      """
      INSERT INTO part (mail, position, path, mediaType, declaredMediaType, fileName, size,
        verdict, reasonCode, reasonArguments, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      mail.rawValue, position, part.path, part.mediaType, part.declaredMediaType, part.fileName,
      part.size, part.verdict.rawValue, part.reason.code.rawValue, part.reason.arguments.stored,
      document?.rawValue)
  }

  /// Makes a document of a part, in the Inbox, with its log entry.
  private func store(
    _ part: IncomingPart, of mail: IncomingMail, _ id: MailID, _ change: RecordedChange
  ) throws -> DocumentID {
    guard let blob = part.blob else {
      throw StoreError.refused("part \(part.path)", "it is a document, but its bytes weren't kept")
    }
    try blobs.name(blob, in: database)
    let fileName = part.fileName ?? "attachment"
    try database.run(
      """
      INSERT INTO document (company, state, fileName, mediaType, declaredMediaType, sha256,
        receivedAt, mail, duplicateOf)
      VALUES (?1, 'inbox', ?2, ?3, ?4, ?5, ?6, ?7,
        (SELECT min(id) FROM document WHERE company = ?1 AND sha256 = ?5))
      """,
      change.company.rawValue, fileName, part.mediaType, part.declaredMediaType,
      blob.sha256.stored, mail.receivedAt.storedSeconds, id.rawValue)
    let document = DocumentID(rawValue: database.lastInsertedRowID)
    let text = change.voice.documentReceived(
      fileName, sender: mail.sender, subject: mail.subject)
    try change.log(.documentReceived, document: document, mail: id, text)
    return document
  }
}

extension IncomingMail {
  /// What the mail says as a forwarding confirmation, where that is what became of it.
  func confirmation(of outcome: MailOutcome) -> MailConfirmation? {
    outcome.verdict == .setup ? confirmation : nil
  }

  /// Whether the mail waits for nothing but its company being switched on, where that is what
  /// became of it.
  func waits(as outcome: MailOutcome) -> Bool {
    outcome.verdict == .held && outcome.reason.code == .switchedOff && raw != nil
  }
}
