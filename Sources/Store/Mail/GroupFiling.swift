import Foundation
import Records

/// Committing a group: each mail a piece of its own, and with them the position of the folder and
/// what is due on the server.
struct GroupFiling {
  let group: IngestGroup
  let filing: MailFiling
  let parts: TransactionParts
  /// Hears that it goes on.
  let sign: @Sendable () -> Void

  private var transaction: Transaction { filing.transaction }

  /// One mail that breaks a rule becomes `failed` with the reason, or is given back; what would hit
  /// every mail (a full disk, a lost file system) is thrown and undoes the group.
  func run() throws -> FiledGroup {
    let folder = try group.folder.map { try FolderName($0, in: transaction) }
    var free = try freePlaces()
    var done = FiledGroup()
    for mail in group.mails {
      precondition(!mail.outcomes.isEmpty, "a mail without a verdict")
      sign()
      let place = ServerPlace(folder: group.folder, uid: mail.uid)
      // The same UID again is looked up: the first has taken the place.
      let isFree = place.map { free.remove($0.uid) != nil } ?? true
      guard let settled = try settle(mail, at: place, isFree: isFree, &done.refused) else {
        continue
      }
      let action = try place.flatMap { try decideAction(mail, settledAs: settled, at: $0) }
      done.filed += try settled.map { one in
        guard isFree, let (outcome, documents) = one.filed else {
          return FiledMail(uid: mail.uid, mail: try Mail.required(one.id, in: transaction))
        }
        let row = Mail(
          one.id, of: mail, outcome, documents, slug: try filing.slug(of: outcome.company),
          in: place == nil ? nil : folder, action: action)
        return FiledMail(uid: mail.uid, mail: row)
      }
    }
    let refused = Set(done.refused.compactMap(\.uid))
    let uids = Set(group.mails.compactMap(\.uid)).subtracting(refused)
    try forgetTroubles(of: uids)
    try movePosition(notBeyond: refused.min())
    try countDown(by: uids.count)
    return done
  }

  /// The UIDs of the group at which the folder has no mail yet: of nearly all of them it need not
  /// be asked one by one.
  private func freePlaces() throws -> Set<UInt32> {
    let uids = Set(group.mails.compactMap(\.uid))
    guard let folder = group.folder, !uids.isEmpty else { return [] }
    return try uids.subtracting(transaction.values(MailIdentity.taken(uids, in: folder)))
  }

  /// Nil for a mail that was refused.
  private func settle(
    _ mail: IncomingMail, at place: ServerPlace?, isFree: Bool, _ refused: inout [RefusedMail]
  ) throws -> [SettledMail]? {
    do {
      return try parts.run {
        try mail.outcomes.map { try filing.file(mail, $0, at: place, isFree: isFree) }
      }
    } catch  where parts.failsAlone(error) {
      guard group.failsRefused else {
        refused.append(RefusedMail(uid: mail.uid, reason: .notStored(error)))
        return nil
      }
      return try recordFailure(of: mail, at: place, reason: .notStored(error))
        .map { SettledMail(id: $0) }
    }
  }

  /// The failed rows: for the companies the mail was for when that can be stored, else for none.
  private func recordFailure(
    of mail: IncomingMail, at place: ServerPlace?, reason: MailReason
  ) throws -> [MailID] {
    var failed = mail
    failed.parts = []
    failed.contentDigest = nil
    failed.outcomes = mail.outcomes.map {
      MailOutcome(
        company: $0.company, verdict: .failed, reason: reason, headerUsed: $0.headerUsed)
    }
    do {
      return try parts.run {
        try failed.outcomes.map { try filing.file(failed, $0, at: place).id }
      }
    } catch  where parts.failsAlone(error) {
      let outcome = MailOutcome(company: nil, verdict: .failed, reason: reason)
      return [try filing.file(failed, outcome, at: place).id]
    }
  }

  /// The verdicts that are being committed decide. `tooLarge` is never deleted from the server;
  /// what failed at one company, or wasn't fetched, is left alone. Returns what is to be done.
  private func decideAction(
    _ mail: IncomingMail, settledAs settled: [SettledMail], at place: ServerPlace
  ) throws -> MailboxAction? {
    guard mail.fetched, let after = group.after, after.filed != .keep || after.other != .keep
    else { return nil }
    let verdicts = try settled.compactMap { try verdict(of: $0) }
    let isFiled = verdicts.contains { $0 == .filed || $0 == .duplicate }
    let action = isFiled ? after.filed : after.other
    let mustStay = action == .delete && verdicts.contains(.tooLarge)
    if action == .keep || mustStay || verdicts.contains(.failed) { return nil }
    try transaction.run(
      """
      INSERT INTO mailboxAction (mailboxFolder, uid, action)
      VALUES (\(place.folder), \(place.uid), \(action))
      ON CONFLICT DO NOTHING
      """)
    return action
  }

  /// As it is committed: a place that was settled before keeps its verdict.
  private func verdict(of settled: SettledMail) throws -> MailVerdict? {
    if let filed = settled.filed { return filed.outcome.verdict }
    return try transaction.row(
      "SELECT verdict FROM mail WHERE id = \(settled.id)")?.known("verdict")
  }

  /// Forgets troubles of mails that have come.
  private func forgetTroubles(of uids: Set<UInt32>) throws {
    guard let folder = group.folder else { return }
    let troubles = try transaction.values(
      "SELECT uid FROM fetchTrouble WHERE mailboxFolder = \(folder)", as: UInt32.self)
    for uid in troubles where uids.contains(uid) {
      try transaction.run(
        "DELETE FROM fetchTrouble WHERE mailboxFolder = \(folder) AND uid = \(uid)")
    }
  }

  /// The position only goes forward.
  private func movePosition(notBeyond refused: UInt32?) throws {
    guard let folder = group.folder, let next = group.nextUID else { return }
    let nextUID = min(next, refused ?? next)
    try transaction.run(
      "UPDATE mailboxFolder SET nextUID = max(nextUID, \(nextUID)) WHERE id = \(folder)")
  }

  /// Fewer messages wait in the mailbox now.
  private func countDown(by settled: Int) throws {
    guard let folder = group.folder else { return }
    try transaction.run(
      """
      UPDATE mailbox SET waiting = max(0, waiting - \(settled)), progressAt = \(filing.now)
      WHERE name = (SELECT mailbox FROM mailboxFolder WHERE id = \(folder))
        AND mailboxFolder = \(folder)
      """)
  }
}
