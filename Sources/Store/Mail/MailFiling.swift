import Foundation
import Records

/// Writing mails with their parts and documents, inside one write transaction.
struct MailFiling {
  let transaction: Transaction
  let blobs: BlobStore
  let now: Date
  /// Hears of every part that it goes on: a mail may have thousands.
  private let sign: @Sendable () -> Void
  private let changes: RecordedChanges

  init(
    transaction: Transaction, blobs: BlobStore, now: Date, sign: @escaping @Sendable () -> Void = {}
  ) {
    self.transaction = transaction
    self.blobs = blobs
    self.now = now
    self.sign = sign
    changes = RecordedChanges(at: now, in: transaction)
  }

  /// Nil of no company.
  func slug(of company: CompanyID?) throws -> String? {
    try company.map { try changes.change(of: $0).record.slug }
  }

  /// Stores one outcome of a mail as a row of its own. A row that is there already for this
  /// place on the server and this company stays as it stands; one of a mail that could not be
  /// fetched before is decided anew. That the place `isFree` says that there is neither.
  func file(
    _ mail: IncomingMail, _ outcome: MailOutcome, at place: ServerPlace?, isFree: Bool = false
  ) throws -> SettledMail {
    if let place, !isFree {
      if let unfetched = try MailIdentity.unfetchedMail(at: place, in: transaction) {
        try refile(unfetched, as: mail, outcome, at: place)
        return SettledMail(id: unfetched)
      }
      if let known = try MailIdentity.mail(at: place, company: outcome.company, in: transaction) {
        return SettledMail(id: known)
      }
    }
    let decided = try decided(outcome, mail, at: place, except: nil)
    if let raw = raw(mail, decided) { try blobs.name(raw, in: transaction) }
    try transaction.run(
      """
      INSERT INTO mail (\(raw: Self.columns), headerUsed, internalDate, announcedSize,
        mailboxFolder, uid)
      VALUES (\(list: values(mail, decided)), \(decided.headerUsed), \(mail.internalDate),
        \(mail.announcedSize), \(place?.folder), \(place?.uid))
      """)
    let id = transaction.inserted(MailID.self)
    let documents = try store(mail, decided, as: id)
    return SettledMail(id: id, filed: (decided, documents))
  }

  /// Decides an outcome anew for a row that is there; `place` says that its mail has come at last.
  func refile(
    _ id: MailID, as mail: IncomingMail, _ outcome: MailOutcome, at place: ServerPlace? = nil
  ) throws {
    let decided = try decided(outcome, mail, at: place, except: id)
    if let raw = raw(mail, decided) { try blobs.name(raw, in: transaction) }
    try transaction.run("DELETE FROM part WHERE mail = \(id)")
    try transaction.run(
      """
      UPDATE mail SET (\(raw: Self.columns)) = (\(list: values(mail, decided))), discarded = 0,
        headerUsed = ifnull(\(decided.headerUsed), headerUsed),
        internalDate = ifnull(\(mail.internalDate), internalDate),
        announcedSize = ifnull(\(mail.announcedSize), announcedSize)
      WHERE id = \(id)
      """)
    try store(mail, decided, as: id)
  }

  /// The outcome, turned into a duplicate when the company has this content already.
  private func decided(
    _ outcome: MailOutcome, _ mail: IncomingMail, at place: ServerPlace?, except: MailID?
  ) throws -> MailOutcome {
    guard let company = outcome.company else { return outcome }
    let known = KnownContent(company: company, except: except, transaction: transaction)
    guard let reason = try known.reasonForDuplicate(mail, outcome, at: place) else {
      return outcome
    }
    return MailOutcome(
      company: company, verdict: .duplicate, reason: reason, headerUsed: outcome.headerUsed)
  }

  private static let columns = """
    company, verdict, reasonCode, reasonArguments, waits, messageID, sender, subject, size,
    receivedAt, contentDigest, digestVersion, raw, fetched, confirmationCode, confirmationURL
    """

  /// In the order of `columns`.
  private func values(_ mail: IncomingMail, _ outcome: MailOutcome) -> [SQLValue] {
    let confirmation = mail.confirmation(of: outcome)
    let values: [any SQLBindable] = [
      outcome.company, outcome.verdict, outcome.reason.code, outcome.reason.arguments,
      mail.waits(as: outcome), mail.messageID, mail.sender, mail.subject, mail.size,
      mail.receivedAt, mail.contentDigest, 2, raw(mail, outcome)?.sha256, mail.fetched,
      confirmation?.code, confirmation?.url,
    ]
    return values.map(\.sqlValue)
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
      let text = change.logText.mailHeld(
        sender: mail.sender, subject: mail.subject, reason: outcome.reason)
      try change.log(.mailHeld, mail: id, text)
    }
    if let confirmation = mail.confirmation(of: outcome), let change {
      let text = change.logText.setupReceived(
        confirmation, sender: mail.sender, subject: mail.subject)
      try change.log(.setupReceived, mail: id, text)
    }
    return documents
  }

  /// Claims the test of the company's address that waits for the mail: true only once, and not when
  /// the test is too old.
  private func claimTest(
    _ mail: IncomingMail, _ outcome: MailOutcome, as id: MailID, _ change: RecordedChange
  ) throws -> Bool {
    guard outcome.verdict == .filed, let digest = mail.testDigest else { return false }
    try transaction.run(
      """
      UPDATE addressTest SET mail = \(id)
      WHERE digest = \(digest) AND company = \(change.company) AND mail IS NULL AND expiresAt >
        \(now)
      """)
    return transaction.changed == 1
  }

  private func archiveTest(
    _ document: DocumentID, _ part: IncomingPart, _ change: RecordedChange
  ) throws {
    try DocumentIndex(transaction: transaction).following([document]) {
      try transaction.run(
        """
        UPDATE document
        SET title = \(change.logText.addressTest), state = 'archived'
        WHERE id = \(document) AND company = \(change.company)
        """)
    }
    let text = change.logText.documentArchived(part.fileName ?? "attachment")
    try change.log(.documentArchived, document: document, text)
  }

  private func store(
    _ part: IncomingPart, at position: Int, of mail: MailID, _ document: DocumentID?
  ) throws {
    try transaction.run(
      """
      INSERT INTO part (mail, position, path, mediaType, declaredMediaType, fileName, size,
        verdict, reasonCode, reasonArguments, document)
      VALUES (\(mail), \(position), \(part.path), \(part.mediaType), \(part.declaredMediaType),
        \(part.fileName), \(part.size), \(part.verdict), \(part.reason.code),
        \(part.reason.arguments), \(document))
      """)
  }

  /// Makes a document of a part, in the Inbox, with its log entry.
  private func store(
    _ part: IncomingPart, of mail: IncomingMail, _ id: MailID, _ change: RecordedChange
  ) throws -> DocumentID {
    guard let blob = part.blob else {
      throw Refusal(of: .part(part.path), .mail(.partNotKept))
    }
    try blobs.name(blob, in: transaction)
    let fileName = part.fileName ?? "attachment"
    try transaction.run(
      """
      INSERT INTO document (company, state, fileName, mediaType, declaredMediaType, sha256,
        receivedAt, mail, duplicateOf)
      VALUES (\(change.company), 'inbox', \(fileName), \(part.mediaType), \(part.declaredMediaType),
        \(blob.sha256), \(mail.receivedAt), \(id),
        (SELECT min(id) FROM document WHERE company = \(change.company)
          AND sha256 = \(blob.sha256)))
      """)
    let document = transaction.inserted(DocumentID.self)
    try DocumentIndex(transaction: transaction).add(document)
    let text = change.logText.documentReceived(
      fileName, sender: mail.sender, subject: mail.subject)
    try change.log(.documentReceived, document: document, mail: id, text)
    return document
  }
}

extension IncomingMail {
  /// The code and the link of a forwarding confirmation, where that is the outcome.
  func confirmation(of outcome: MailOutcome) -> MailConfirmation? {
    outcome.verdict == .setup ? confirmation : nil
  }

  /// With this outcome the mail waits for nothing but its company being switched on.
  func waits(as outcome: MailOutcome) -> Bool {
    outcome.verdict == .held && outcome.reason.code == .switchedOff && raw != nil
  }
}
